// Lines of a dictionary: a word, and after a tab what is to be made of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionary.hpp"
#include "scan.hpp"

namespace tieng {

// Fills a dictionary. Each entry is cut into tokens by the scanner, so that it has the keys of the texts to come.
class DictionaryLines {
 public:
  explicit DictionaryLines(Dictionary& dictionary) : dictionary_(dictionary) {}

  // Adds the entries of a file. `line` is the number of the last line that was read: where it returns anything but "",
  // which is what is wrong with that line.
  std::string add_lines(std::string_view file, size_t& line) {
    if (file.substr(0, 3) == "\xEF\xBB\xBF") file.remove_prefix(3);
    for (line = 1; !file.empty(); line++) {
      const size_t size = std::min(file.find('\n'), file.size());
      const std::string fault = add_line(file.substr(0, size));
      if (!fault.empty()) return fault;
      file.remove_prefix(std::min(size + 1, file.size()));
    }
    return {};
  }

  // Adds a word; `marks` is its mode, `exact`, both or "". Returns what is wrong with them, or "".
  std::string add(std::string_view word, std::string_view marks) {
    Mode mode = Mode::kNone;
    bool exact = false;
    for (size_t at = 0; (at = marks.find_first_not_of(kBlank, at)) != marks.npos;) {
      const size_t end = std::min(marks.find_first_of(kBlank, at), marks.size());
      const std::string_view mark = marks.substr(at, end - at);
      const Mode named = mode_of(mark);
      if ((named != Mode::kNone && mode != Mode::kNone) || (mark == "exact" && exact) ||
          (named == Mode::kNone && mark != "exact"))
        return expected("one of force, prefer, forbid, and exact, in the second column", marks);
      if (named == Mode::kNone)
        exact = true;
      else
        mode = named;
      at = end;
    }
    return add_entry(word, mode == Mode::kNone ? Mode::kPrefer : mode, exact);
  }

 private:
  static constexpr std::string_view kBlank = " \t\r";

  static std::string_view strip(std::string_view text) {
    const size_t begin = text.find_first_not_of(kBlank);
    return begin == text.npos ? text.substr(0, 0) : text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
  }

  static Mode mode_of(std::string_view mark) {
    if (mark == "force") return Mode::kForce;
    if (mark == "prefer") return Mode::kPrefer;
    return mark == "forbid" ? Mode::kForbid : Mode::kNone;
  }

  static std::string expected(const std::string& what, std::string_view got) {
    constexpr size_t kShown = 60;  // bytes
    const bool is_long = got.size() > kShown;
    if (is_long) got = whole_head(got.substr(0, kShown));
    return "expected " + what + ", got \"" + std::string(got) + (is_long ? "…\"" : "\"");
  }

  static std::string_view whole_head(std::string_view text) { return text.substr(0, utf8_head(text)); }

  std::string add_line(std::string_view line) {
    // A comment starts at the line's head or after white space: `C#` is a word.
    for (size_t hash = line.find('#'); hash != line.npos; hash = line.find('#', hash + 1))
      if (hash == 0 || kBlank.find(line[hash - 1]) != kBlank.npos) line = line.substr(0, hash);
    line = line.substr(0, line.find_last_not_of(kBlank) + 1);
    if (line.empty()) return {};
    const size_t tab = std::min(line.find('\t'), line.size());
    return add(line.substr(0, tab), line.substr(tab));
  }

  std::string add_entry(std::string_view word, Mode mode, bool exact) {
    entry_.assign(strip(word));
    for (char& c : entry_)
      if (c == '_') c = ' ';  // the text form
    const size_t size = entry_.size();
    const std::string fault = add_tokens(word, size, mode, exact);
    if (!fault.empty() || !size || entry_.back() != '.') return fault;
    entry_ += " a";  // within a line, the last dot of `Jr.` may belong to it; at its end it does not
    return add_tokens(word, size, mode, exact);
  }

  // Adds the tokens of the first `size` bytes of entry_.
  std::string add_tokens(std::string_view word, size_t size, Mode mode, bool exact) {
    tokens_.clear();
    Scanner scanner(entry_.data(), entry_.data() + entry_.size(), false, memo_);
    for (Token token; scanner.next(token) && token.end_byte <= size;) {
      if (!tokens_.empty() && (token.gap == Gap::kBreak || token.gap == Gap::kWide))
        return expected("a word without tabs and line breaks", word);
      if (tokens_.size() == Dictionary::kLongest)
        return expected("a word of at most " + std::to_string(Dictionary::kLongest) + " tokens", word);
      tokens_.push_back(token);
    }
    if (tokens_.empty()) return expected("a word", word);
    if (tokens_.size() == 1 && mode == Mode::kForbid)
      return expected("a word of two tokens or more to forbid, because one token is never split", word);
    dictionary_.add(entry_, tokens_.data(), tokens_.size(), mode, exact);
    return {};
  }

  Dictionary& dictionary_;
  WordMemo memo_;
  std::vector<Token> tokens_;
  std::string entry_;
};

}  // namespace tieng
