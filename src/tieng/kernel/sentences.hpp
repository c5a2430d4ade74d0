// Sentences: where a run of tokens ends one.
#pragma once

#include <string_view>
#include <vector>

#include "scan.hpp"

namespace tieng {

// Decides, one token at a time, whether the tokens seen so far hold a finished sentence. A line break ends one; so do
// . ! ? … with the quotes and brackets that close after them, unless the text goes on in lower case, the stop
// follows a list number, or an ellipsis is followed by something else than a capital.
class SentenceSplitter {
 public:
  void clear() { *this = SentenceSplitter(); }

  // Takes token number `i` of the sentence. Returns how many tokens before it are a finished sentence; 0 for none.
  size_t take(const std::vector<Token>& tokens, size_t i, std::string_view text) {
    const Token& token = tokens[i];
    if (!ending_ && token.kind != TokenKind::kPunctuation && token.gap != Gap::kBreak) return 0;
    const uint32_t first = decode(text.data() + token.begin_byte, text.data() + token.end_byte).code;
    if (i && token.gap == Gap::kBreak) return i;
    if (ending_) {
      if (ending_ == i && is_closing(first)) {
        ending_ = i + 1;
        count_quote(first);
        return 0;
      }
      if (!is_opening(token, first)) {
        if (begins_sentence(token, first)) return ending_;
        ending_ = 0;
      }
    }
    count_quote(first);
    if (is_stop(token, first) && !is_list_number(tokens, i)) {
      ending_ = i + 1;
      ellipsis_ = first == 0x2026 || (first == '.' && token.end - token.begin > 1);
    }
    return 0;
  }

 private:
  static bool is_stop(const Token& token, uint32_t first) {
    return token.kind == TokenKind::kPunctuation && (first == '.' || first == '!' || first == '?' || first == 0x2026);
  }

  // `1.` and `A.` at the head of a line.
  static bool is_list_number(const std::vector<Token>& tokens, size_t i) {
    return i == 1 && (tokens[0].kind == TokenKind::kNumber || tokens[0].end - tokens[0].begin == 1) &&
           tokens[1].gap == Gap::kGlued;
  }

  bool is_closing(uint32_t first) const {
    switch (first) {
      case 0x201D:
      case 0x2019:
      case 0xBB:
      case ')':
      case ']':
        return true;
      case '"':
        return double_quotes_ % 2 == 1;
      case '\'':
        return single_quotes_ % 2 == 1;
      default:
        return false;
    }
  }

  static bool is_opening(const Token& token, uint32_t first) {
    return token.shape == Shape::kQuote || first == '-' || first == 0x2013 || first == 0x2014;
  }

  bool begins_sentence(const Token& token, uint32_t first) const {
    const CharClass cls = char_class(first);
    if (cls == CharClass::kUpper) return true;
    if (cls == CharClass::kLower || token.kind == TokenKind::kPunctuation) return false;
    return !ellipsis_;
  }

  void count_quote(uint32_t first) {
    double_quotes_ += first == '"';
    single_quotes_ += first == '\'';
  }

  size_t ending_ = 0;  // the length of the sentence, if what follows lets it end there
  bool ellipsis_ = false;
  int double_quotes_ = 0;
  int single_quotes_ = 0;
};

// A sentence longer than this is cut, so that memory stays bounded on any text.
inline constexpr size_t kMostTokens = 4096;

// How much text must follow a sentence's end before it is sure that nothing there changes its tokens.
inline constexpr size_t kLookAhead = 512;

// The text without the bytes of a character that is cut off at its end.
inline std::string_view whole_characters(std::string_view text) {
  for (size_t back = 1; back <= 3 && back <= text.size(); back++) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    const size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return back < size ? text.substr(0, text.size() - back) : text;
  }
  return text;
}

// `2-1` and `24/7` are dates after `ngày`, `hôm` and the like, and after another date (`30-4 và 1-5`); else a score, a
// range, a manner of speaking.
[[gnu::noinline]] inline void settle_date(std::vector<Token>& tokens, std::string_view text) {
  Token& token = tokens.back();
  if (!is_doubtful_date(text.substr(token.begin_byte, token.end_byte - token.begin_byte))) return;
  const size_t before = token.gap == Gap::kBreak ? 0 : tokens.size() - 1;
  if (before && is_before_date(tokens[before - 1].key)) return;
  if (before > 1 && tokens[before - 2].kind == TokenKind::kDate) return;
  token.kind = TokenKind::kNumber;
  token.key = kind_key(token.kind);
}

// Calls sink(tokens, count) for each sentence, and before that seen(tokens) whenever one more of its tokens is known.
// `begun`: tokens stand before the text on the same line.
// `tokens` and `memo` are scratch. `text` need not be the whole text: where `last` is false the sentences
// too near its end are left. Returns the number of bytes read; the rest belongs to the next call.
template <class Seen, class Sink>
size_t for_each_sentence(std::string_view text, bool begun, bool last, WordMemo& memo, std::vector<Token>& tokens, Seen&& seen,
                         Sink&& sink) {
  if (!last) text = whole_characters(text);  // half a character is none that begins a sentence
  Scanner scanner(text.data(), text.data() + text.size(), begun, memo);
  SentenceSplitter splitter;
  tokens.clear();
  size_t read = 0;
  const auto flush = [&](size_t count) {
    if (!last && tokens[count - 1].end_byte + kLookAhead > text.size()) return false;
    sink(tokens.data(), count);
    read = tokens[count - 1].end_byte;
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<ptrdiff_t>(count));
    splitter.clear();
    for (size_t i = 0; i < tokens.size(); i++) splitter.take(tokens, i, text);
    return true;
  };
  for (Token token; scanner.next(token);) {
    tokens.push_back(token);
    if (token.kind == TokenKind::kDate) settle_date(tokens, text);
    seen(tokens);
    const size_t count = splitter.take(tokens, tokens.size() - 1, text);
    if (count && !flush(count)) return read;
    if (tokens.size() >= kMostTokens && !flush(tokens.size())) return read;
  }
  if (!last) return read;
  if (!tokens.empty()) flush(tokens.size());
  return text.size();
}

}  // namespace tieng
