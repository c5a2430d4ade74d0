// Text to sentences and words as VnCoreNLP's annotator `wseg` gives them.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "segment.hpp"
#include "vncorenlp_words.hpp"

namespace tieng::vncorenlp {

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
  LineReader(const Model& model, Reviser* reviser, std::string_view text, Sink& sink)
      : text_(text),
        sink_(sink),
        cutter_(model.forms, text.data(), cuts_),
        sentence_(model, text.data()),
        reviser_(reviser) {}

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
    if (reviser_) revise(&cuts[first], after - first);
    sink_.sentence(sentence_, &cuts[first]);
  }

  // Lets the user's dictionary change where words begin.
  void revise(const Cut* cuts, size_t count) {
    const size_t base = cuts[0].begin;
    joins_.assign(count, 0);
    for (size_t i = 1; i < count; i++) joins_[i - 1] = !sentence_.begins(i);
    reviser_->revise_spans(
        text_.substr(base, cuts[count - 1].end - base), count,
        [&](size_t i) { return std::pair(cuts[i].begin - base, cuts[i].end - base); },
        [](const Token& token) { return std::pair(token.begin_byte, token.end_byte); }, joins_.data());
    for (size_t i = 1; i < count; i++) sentence_.set(i, !joins_[i - 1], cuts[i - 1].end == cuts[i].begin);
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
  Reviser* reviser_;  // nullptr without a dictionary
  std::vector<uint8_t> joins_;
};

// Writes words apart by a space and the syllables of a word joined by `_`.
class TextSink {
 public:
  explicit TextSink(std::string& out) : out_(out) {}

  void sentence(const Sentence& sentence, const Cut*) {
    for (size_t i = 0; i < sentence.size(); i++) {
      // The rules may say that the first syllable of a sentence goes on with a word, and then it has a `_` before it.
      if (!sentence.begins(i)) out_ += i == 0 && !line_is_empty_ ? " _" : sentence.joint(i);
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

// VnCoreNLP's forms of words, one after the other without a gap, and where each ends.
struct WordForms {
  std::string text;
  std::vector<size_t> ends;
};

class AnnotationSink {
 public:
  AnnotationSink(const char* text, Annotation& found, WordForms& forms) : text_(text), found_(found), forms_(forms) {}

  void sentence(const Sentence& sentence, const Cut* cuts) {
    found_.sentences.push_back(static_cast<uint32_t>(found_.words.size()));
    for (size_t i = 0; i < sentence.size(); i++) {
      if (i == 0 || sentence.begins(i)) start_word();
      if (!sentence.begins(i)) forms_.text += sentence.joint(i);
      sentence.append_form(i, forms_.text);
      found_.starts.push_back(index_of(cuts[i].begin));
      found_.ends.push_back(index_of(cuts[i].end));
      found_.kinds.push_back(static_cast<uint8_t>(cuts[i].kind));
      forms_.ends.back() = forms_.text.size();
    }
  }

  void line_break() {}

 private:
  void start_word() {
    found_.words.push_back(static_cast<uint32_t>(found_.starts.size()));
    forms_.ends.push_back(forms_.text.size());
  }

  // The code point at a byte; bytes come in order.
  uint32_t index_of(size_t byte) {
    for (; byte_ < byte; byte_++) index_ += (text_[byte_] & 0xC0) != 0x80;
    return index_;
  }

  const char* text_;
  Annotation& found_;
  WordForms& forms_;
  size_t byte_ = 0;
  uint32_t index_ = 0;
};

// `revisers` work for the user's dictionary; nullptr where there is none.
template <class Sink>
void read_lines(const Model& model, Revisers* revisers, std::string_view text, Sink& sink) {
  std::unique_ptr<Reviser> reviser = revisers ? revisers->take() : nullptr;
  LineReader<Sink>(model, reviser.get(), text, sink).read();
  if (reviser) revisers->give_back(std::move(reviser));
}

inline void segment_text(const Model& model, Revisers* revisers, std::string_view text, std::string& out) {
  TextSink sink(out);
  read_lines(model, revisers, text, sink);
}

inline void annotate(const Model& model, Revisers* revisers, std::string_view text, Annotation& found,
                     WordForms& forms) {
  AnnotationSink sink(text.data(), found, forms);
  read_lines(model, revisers, text, sink);
}

}  // namespace tieng::vncorenlp
