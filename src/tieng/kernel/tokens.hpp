// Tokens: the smallest units that a word is made of, each a span of the raw text.
#pragma once

#include <cstdint>
#include <string_view>

#include "ngrams.hpp"
#include "spelling.hpp"

namespace tieng {

// The order is that of `TOKEN_KINDS` in tieng/document/spans.py.
enum class TokenKind : uint8_t {
  kWord,
  kNumber,
  kPercent,
  kDate,
  kTime,
  kCode,
  kAbbreviation,
  kUrl,
  kEmail,
  kHashtag,
  kMention,
  kEmoji,
  kPunctuation,
  kSymbol,
  kOther,
};

// What a token looks like (to the segmentation model: see shapes.hpp). The order is part of the model format.
enum class Shape : uint8_t {
  kOutside,  // before the first and after the last token of a sentence
  kLower,
  kLowerForeign,
  kTitle,
  kTitleForeign,
  kUpper,
  kUpperForeign,
  kInitial,  // one capital letter
  kMixed,    // iPhone, McDonald
  kNumber,
  kCode,
  kAbbreviation,
  kComma,  // commas, dashes, slashes: inside a sentence
  kStop,   // . ! ? … ; :
  kQuote,  // quotes and brackets
  kOther,
};

// What stands between a token and the one before it.
enum class Gap : uint8_t { kGlued, kSpace, kWide, kBreak };  // kWide: a tab

struct Token {
  size_t begin_byte, end_byte;
  size_t begin, end;  // code points
  uint64_t key;       // spelling key; for numbers, URLs and the like one key a kind
  Unigram unigram;    // where the scanner knows it
  TokenKind kind;
  Shape shape;
  Gap gap;
};

inline bool is_joinable(const Token& token) {
  constexpr uint32_t kJoinable = 1u << static_cast<int>(TokenKind::kWord) | 1u << static_cast<int>(TokenKind::kCode) |
                                 1u << static_cast<int>(TokenKind::kAbbreviation);
  return kJoinable >> static_cast<int>(token.kind) & 1;
}

// A place in the text with the character that stands there.
class Cursor {
 public:
  Cursor(const char* at, const char* end, size_t index) : at_(at), end_(end), index_(index) { look(); }

  bool done() const { return char_.size == 0; }
  uint32_t code() const { return char_.code; }
  CharClass cls() const { return class_; }
  const char* at() const { return at_; }
  size_t index() const { return index_; }
  bool is(uint32_t code) const { return !done() && char_.code == code; }
  bool letter() const { return is_letter(class_); }
  bool digit() const { return class_ == CharClass::kDigit; }
  bool upper() const { return class_ == CharClass::kUpper; }

  void advance() {
    at_ += char_.size;
    index_++;
    look();
  }

  Cursor next() const {
    Cursor copy = *this;
    if (!copy.done()) copy.advance();
    return copy;
  }

 private:
  void look() {
    char_ = decode(at_, end_);
    class_ = done() ? CharClass::kSpace : char_class(char_.code);
  }

  const char* at_;
  const char* end_;
  size_t index_;
  Char char_{};
  CharClass class_{};
};

}  // namespace tieng
