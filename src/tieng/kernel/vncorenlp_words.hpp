// The words of a sentence as VnCoreNLP finds them: a first pass by lists, then ripple-down rules.
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
    bare_.assign(count, 0);
    for (size_t i = 0; i < count; i++) begins_[i] = model_.rules.begins(&numbers_[i], &tags_[i]);
  }

  size_t size() const { return syllables_.size(); }
  bool begins(size_t i) const { return begins_[i]; }
  // What stands before token i inside a word.
  const char* joint(size_t i) const { return bare_[i] ? "" : "_"; }

  // Changes what the rules say: a token that is `glued` to the one before it needs no joint in a word.
  void set(size_t i, bool begins, bool glued) {
    begins_[i] = begins;
    bare_[i] = glued;
  }

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
  std::vector<uint8_t> begins_, bare_, moved_;
  std::vector<char> lower_;
};

}  // namespace tieng::vncorenlp
