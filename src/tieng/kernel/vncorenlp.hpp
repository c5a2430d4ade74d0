// Text to sentences and words as VnCoreNLP's annotator `wseg` gives them.
#pragma once

#include <string>
#include <vector>

#include "rdr.hpp"
#include "vncorenlp_tokens.hpp"

namespace tieng::vncorenlp {

enum List : uint8_t {
  kStandsAlone = 1,  // words that do not start a name though they are often upper-cased
  kMiddleName = 2,
  kFamilyName = 4,
};

struct Model {
  FixedForms forms;
  rdr::Syllables syllables;
  rdr::Phrases phrases;
  std::vector<uint8_t> lists;  // of each syllable
  rdr::RuleTree rules;

  void add_form(const std::string& form, bool exception) { forms.add(form, exception); }

  void add_phrase(const std::string& phrase) {
    std::vector<uint32_t> numbers;
    for (size_t begin = 0; begin <= phrase.size();) {
      const size_t end = std::min(phrase.find(' ', begin), phrase.size());
      if (end == begin) return;  // two spaces: no text has that between its tokens
      numbers.push_back(syllables.add(std::string_view(phrase).substr(begin, end - begin)));
      begin = end + 1;
    }
    phrases.add(numbers);
  }

  void add_listed(const std::string& word, uint8_t list) {
    const uint32_t number = syllables.add(word);
    if (lists.size() <= number) lists.resize(number + 1);
    lists[number] |= list;
  }

  bool is_listed(uint32_t syllable, List list) const { return syllable < lists.size() && lists[syllable] & list; }
};

struct Syllable {
  size_t begin, end;  // bytes
  uint8_t first;      // JavaClass of its first unit
  uint8_t all;        // classes that all its units have
  bool bracket;       // the treebank's names of brackets
};

// One sentence on its way through the two passes.
class Sentence {
 public:
  explicit Sentence(const Model& model, const char* text) : model_(model), text_(text) {}

  // `cuts` are the tokens of a sentence, without white space or control characters at its ends.
  void read(const Cut* cuts, size_t count) {
    syllables_.clear();
    numbers_.assign(rdr::kReach, rdr::kOutside);
    for (size_t i = 0; i < count; i++) look_at(cuts[i]);
    numbers_.insert(numbers_.end(), rdr::kReach, rdr::kOutside);
    tag_all();
    begins_.resize(count);
    for (size_t i = 0; i < count; i++) begins_[i] = model_.rules.begins(&numbers_[i], &tags_[i]);
  }

  size_t size() const { return syllables_.size(); }
  bool begins(size_t i) const { return begins_[i]; }

  // Adds a token to `out`, its tone mark moved where VnCoreNLP moves it.
  void append_form(size_t i, std::string& out) const {
    const Syllable& syllable = syllables_[i];
    if (!moved_[i]) {
      out.append(text_ + syllable.begin, syllable.end - syllable.begin);
      return;
    }
    each_code(syllable.begin, syllable.end, [&](uint32_t code) {
      char bytes[4];
      size_t size = 0;
      append_utf8(code, bytes, size);
      out.append(bytes, size);
    });
  }

 private:
  // Calls `take` with each code point after tone marks were moved; says whether one was.
  template <class Take>
  bool each_code(size_t begin, size_t end, Take take) const {
    bool moved = false;
    while (begin < end) {
      const Char c = decode(text_ + begin, text_ + end);
      begin += c.size;
      Pair pair{c.code, begin < end ? static_cast<unsigned char>(text_[begin]) : 0u};
      if (c.code >= 0x80 && moves_tone(pair)) {
        take(pair.first);
        take(pair.second);
        begin++;
        moved = true;
      } else {
        take(c.code);
      }
    }
    return moved;
  }

  void look_at(const Cut& cut) {
    Syllable syllable{cut.begin, cut.end, 0, 0xFF, false};
    lower_.resize(model_.syllables.longest() + 8);
    size_t size = 0;
    bool first = true;
    const bool moved = each_code(cut.begin, cut.end, [&](uint32_t code) {
      const uint8_t classes = unit_classes_of(code);
      if (first) syllable.first = classes;
      first = false;
      syllable.all &= classes;
      if (size > model_.syllables.longest()) return;  // no list has it
      append_utf8(to_lower(code), lower_.data(), size);
      if (code == 0x130) append_utf8(0x307, lower_.data(), size);
    });
    const std::string_view form(text_ + cut.begin, cut.end - cut.begin);
    syllable.bracket = form == "LBKT" || form == "RBKT";
    syllables_.push_back(syllable);
    if (moved_.size() < syllables_.size()) moved_.resize(syllables_.size() * 2);
    moved_[syllables_.size() - 1] = moved;
    numbers_.push_back(model_.syllables.find({lower_.data(), size}));
  }

  bool is_word(size_t i) const { return syllables_[i].all & kLetter; }
  bool starts_upper(size_t i) const { return syllables_[i].first & kUpper; }
  bool starts_lower(size_t i) const { return syllables_[i].first & kLower; }
  uint32_t number(size_t i) const { return numbers_[i + rdr::kReach]; }

  // The first pass: each token begins a word, but for those in phrases of the vocabulary and in names.
  void tag_all() {
    const size_t count = syllables_.size();
    tags_.assign(count + 2 * rdr::kReach, rdr::Tag::kOutside);
    std::fill_n(tags_.begin() + rdr::kReach, count, rdr::Tag::kBegin);
    for (size_t i = 0; i < count;) {
      const size_t length = word_at(i);
      for (size_t k = i + 1; k < i + length; k++) tags_[k + rdr::kReach] = rdr::Tag::kInside;
      i += length;
    }
  }

  // The number of syllables of the word at `i`. Sets the tag of its first one where it continues a name.
  size_t word_at(size_t i) {
    if (!is_word(i)) return 1;
    if (starts_lower(i) && i + 1 < size() && starts_upper(i + 1)) return 1;
    if (const size_t length = model_.phrases.longest(&numbers_[i + rdr::kReach], size() - i)) return length;
    if (starts_lower(i) || (syllables_[i].all & kUpper) || model_.is_listed(number(i), kStandsAlone)) return 1;
    const size_t length = name_at(i);
    const bool middle = length > 1 && i > 0 && model_.is_listed(number(i), kMiddleName) && starts_upper(i - 1) &&
                        model_.is_listed(number(i - 1), kFamilyName);
    if (middle) tags_[i + rdr::kReach] = rdr::Tag::kInside;
    return length;
  }

  size_t name_at(size_t i) const {
    const size_t most = std::min(size() - i, rdr::Phrases::kLongest);
    size_t length = 1;
    while (length < most && !starts_lower(i + length) && is_word(i + length) && !syllables_[i + length].bracket) length++;
    return length;
  }

  const Model& model_;
  const char* text_;
  std::vector<Syllable> syllables_;
  std::vector<uint32_t> numbers_;  // of the syllables, with kReach more on both sides
  std::vector<rdr::Tag> tags_;     // likewise
  std::vector<uint8_t> begins_, moved_;
  std::vector<char> lower_;
};

// Where sentences end.
class SentenceEnds {
 public:
  SentenceEnds(const char* text, const std::vector<Cut>& cuts) : text_(text), cuts_(cuts) {}

  // The number of the token after the sentence that starts at token `first`.
  size_t find(size_t first) {
    bool quoted = false;
    for (size_t i = first; i + 1 < cuts_.size(); i++) {
      if (is(i, "\"")) quoted = !quoted;
      if (ends_at(first, i, quoted)) return i + 1;
    }
    return cuts_.size();
  }

 private:
  std::string_view form(size_t i) const { return {text_ + cuts_[i].begin, cuts_[i].end - cuts_[i].begin}; }
  bool is(size_t i, std::string_view text) const { return form(i) == text; }
  uint8_t first_classes(size_t i) const {
    return unit_classes_of(decode(text_ + cuts_[i].begin, text_ + cuts_[i].end).code);
  }

  // Only asked where a token follows.
  bool ends_at(size_t first, size_t i, bool quoted) const {
    if (i + 2 < cuts_.size() && is(i, ":") && (is(i + 2, ",") || (is(i + 2, ".") && first_classes(i + 1) & kDigit))) return true;
    if (!is_stop(form(i))) return false;
    if (quoted && is(i + 1, "\"")) return false;
    if (closes(form(i + 1)) || is(i + 1, ",") || first_classes(i + 1) & (kLower | kDigit)) return false;
    return !(i == first + 1 && is(i, ".") && is_label(first));
  }

  static bool is_stop(std::string_view form) {
    return form == "?" || form == "!" || form == u8"\u2026" || form.find_first_not_of('.') == form.npos;
  }

  static bool closes(std::string_view form) {
    return form == u8"\u201d" || form == u8"\ufffd" || form == "'" || form == ")" || form == "}" || form == "]";
  }

  // The number or letter of a list item: `1 .`, `a .`, `A .`
  bool is_label(size_t i) const {
    if (first_classes(i) & (kDigit | kLower)) return true;
    return first_classes(i) & kUpper && decode(text_ + cuts_[i].begin, text_ + cuts_[i].end).size == form(i).size();
  }

  const char* text_;
  const std::vector<Cut>& cuts_;
};

// Reads a text line by line. `sink.sentence(sentence, cuts)` is called for each sentence, `sink.line_break()` for
// each line feed.
template <class Sink>
class LineReader {
 public:
  LineReader(const Model& model, std::string_view text, Sink& sink)
      : text_(text), sink_(sink), cutter_(model.forms, text.data(), cuts_), sentence_(model, text.data()) {}

  void read() {
    for (size_t begin = 0;;) {
      const size_t end = std::min(text_.find('\n', begin), text_.size());
      read_line(begin, end);
      if (end == text_.size()) return;
      sink_.line_break();
      begin = end + 1;
    }
  }

 private:
  void read_line(size_t begin, size_t end) {
    cuts_.clear();
    cutter_.cut_line(begin, end);
    SentenceEnds ends(text_.data(), cuts_);
    for (size_t first = 0; first < cuts_.size();) {
      const size_t after = ends.find(first);
      sentence_cuts_.assign(cuts_.begin() + static_cast<ptrdiff_t>(first), cuts_.begin() + static_cast<ptrdiff_t>(after));
      read_sentence();
      first = after;
    }
  }

  // A sentence loses the control characters at its ends, and with them tokens that are nothing else.
  void read_sentence() {
    std::vector<Cut>& cuts = sentence_cuts_;
    size_t first = 0, after = cuts.size();
    while (first < after && trim_start(cuts[first])) first++;
    while (first < after && trim_end(cuts[after - 1])) after--;
    if (first == after) return;
    sentence_.read(&cuts[first], after - first);
    sink_.sentence(sentence_, &cuts[first]);
  }

  bool trim_start(Cut& cut) const {
    while (cut.begin < cut.end && is_trimmed(text_[cut.begin])) cut.begin++;
    return cut.begin == cut.end;
  }

  bool trim_end(Cut& cut) const {
    while (cut.begin < cut.end && is_trimmed(text_[cut.end - 1])) cut.end--;
    return cut.begin == cut.end;
  }

  std::string_view text_;
  Sink& sink_;
  std::vector<Cut> cuts_, sentence_cuts_;
  TokenCutter cutter_;
  Sentence sentence_;
};

// Writes words apart by a space and the syllables of a word joined by `_`.
class TextSink {
 public:
  explicit TextSink(std::string& out) : out_(out) {}

  void sentence(const Sentence& sentence, const Cut*) {
    for (size_t i = 0; i < sentence.size(); i++) {
      // The rules may say that the first syllable of a sentence goes on with a word, and then it has a `_` before it.
      if (!sentence.begins(i)) out_ += i == 0 && !line_is_empty_ ? " _" : "_";
      else if (!line_is_empty_) out_ += ' ';
      line_is_empty_ = false;
      sentence.append_form(i, out_);
    }
  }

  void line_break() {
    out_ += '\n';
    line_is_empty_ = true;
  }

 private:
  std::string& out_;
  bool line_is_empty_ = true;
};

struct Annotation {
  std::vector<uint32_t> starts, ends;  // of tokens, in code points
  std::vector<uint8_t> kinds;          // of tokens
  std::vector<uint32_t> words;         // the first token of each
  std::vector<uint32_t> sentences;     // the first word of each
  std::string forms;                   // of all words, without a gap
  std::vector<size_t> form_ends;       // of each word's form in `forms`
};

class AnnotationSink {
 public:
  AnnotationSink(const char* text, Annotation& found) : text_(text), found_(found) {}

  void sentence(const Sentence& sentence, const Cut* cuts) {
    found_.sentences.push_back(static_cast<uint32_t>(found_.words.size()));
    for (size_t i = 0; i < sentence.size(); i++) {
      if (i == 0 || sentence.begins(i)) start_word();
      if (!sentence.begins(i)) found_.forms += '_';
      sentence.append_form(i, found_.forms);
      found_.starts.push_back(index_of(cuts[i].begin));
      found_.ends.push_back(index_of(cuts[i].end));
      found_.kinds.push_back(static_cast<uint8_t>(cuts[i].kind));
      found_.form_ends.back() = found_.forms.size();
    }
  }

  void line_break() {}

 private:
  void start_word() {
    found_.words.push_back(static_cast<uint32_t>(found_.starts.size()));
    found_.form_ends.push_back(found_.forms.size());
  }

  // The code point at a byte; bytes come in order.
  uint32_t index_of(size_t byte) {
    for (; byte_ < byte; byte_++) index_ += (text_[byte_] & 0xC0) != 0x80;
    return index_;
  }

  const char* text_;
  Annotation& found_;
  size_t byte_ = 0;
  uint32_t index_ = 0;
};

inline void segment_text(const Model& model, std::string_view text, std::string& out) {
  TextSink sink(out);
  LineReader<TextSink>(model, text, sink).read();
}

inline void annotate(const Model& model, std::string_view text, Annotation& found) {
  AnnotationSink sink(text.data(), found);
  LineReader<AnnotationSink>(model, text, sink).read();
}

}  // namespace tieng::vncorenlp
