// Code points: decoding, classes, and the folding of spelling variants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "unicode_tables.hpp"

namespace tieng {

// The order is that of tools/make_unicode_tables.py.
enum class CharClass : uint8_t {
  kOther,  // control, private, unassigned, surrogate
  kSpace,
  kBreak,
  kLower,
  kUpper,
  kLetter,  // without case: ideographs, Thai, ordinal indicators
  kMark,    // combining marks, joiners, variation selectors, bidi controls
  kDigit,
  kNumber,  // superscripts, fractions, Roman numerals
  kPunctuation,
  kSymbol,
  kEmoji,
  kRegional,  // the letters that flags are made of
};

inline bool is_letter(CharClass c) {
  return c == CharClass::kLower || c == CharClass::kUpper || c == CharClass::kLetter;
}

struct Char {
  uint32_t code;
  uint32_t size;  // in bytes; 0 at the end of the text
};

// Decodes one code point of UTF-8 in which lone surrogates may stand (as Python's `surrogatepass` writes them).
// A byte that is no UTF-8 is one code point U+FFFF of its own, so that any bytes are safe to read.
inline Char decode(const char* at, const char* end) {
  if (at >= end) return {0xFFFF, 0};
  const auto* p = reinterpret_cast<const unsigned char*>(at);
  const uint32_t first = p[0];
  if (first < 0x80) return {first, 1};
  const ptrdiff_t left = end - at;
  const auto trail = [&](int i) { return i < left && (p[i] & 0xC0) == 0x80; };
  if (first >= 0xC2 && first < 0xE0 && trail(1)) return {(first & 0x1F) << 6 | (p[1] & 0x3F), 2};
  if (first >= 0xE0 && first < 0xF0 && trail(1) && trail(2))
    return {(first & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu), 3};
  if (first >= 0xF0 && first < 0xF5 && trail(1) && trail(2) && trail(3)) {
    const uint32_t code = (first & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    if (code < 0x110000) return {code, 4};
  }
  return {0xFFFF, 1};
}

inline void append_utf8(uint32_t code, char* out, size_t& size) {
  const auto put = [&](uint32_t byte) { out[size++] = static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

// The length of the longest head of `text` that is UTF-8 (RFC 3629: no surrogates, nothing longer than it need be) and
// ends with a whole character.
inline size_t utf8_head(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  const size_t size = text.size();
  const auto trail = [&](size_t i) { return i < size && (bytes[i] & 0xC0) == 0x80; };
  size_t i = 0;
  while (i < size) {
    const unsigned char first = bytes[i];
    if (first < 0x80) {
      i++;
      continue;
    }
    if (first < 0xC2 || first > 0xF4 || !trail(i + 1)) break;
    const unsigned char second = bytes[i + 1];
    if (first < 0xE0) {
      i += 2;
    } else if (first < 0xF0) {
      if (!trail(i + 2) || (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) break;
      i += 3;
    } else {
      if (!trail(i + 2) || !trail(i + 3) || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) break;
      i += 4;
    }
  }
  return i;
}

inline CharClass char_class(uint32_t code) {
  const uint32_t block = unicode::kClassIndex[code / unicode::kBlock];
  return static_cast<CharClass>(unicode::kClassBlocks[block * unicode::kBlock + code % unicode::kBlock]);
}

// What one code point adds to the spelling of a word. `unit` is a lower-case letter that keeps its vowel quality
// (â, ơ, đ) but not its tone; 0 where the code point is a tone mark or is ignored.
struct Fold {
  uint32_t unit;
  uint32_t tone;   // 0 none, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng
  uint32_t extra;  // a mark of another language (ü, ç, ñ's neighbours); 0 for none
};

inline Fold fold(uint32_t code) {
  const uint32_t block = unicode::kFoldIndex[code / unicode::kBlock];
  const uint32_t packed = unicode::kFoldBlocks[block * unicode::kBlock + code % unicode::kBlock];
  if (packed == 0) return {code, 0, 0};
  if (packed >> 31) return {0, 0, 0};
  const uint32_t mark = packed >> 24;
  return {packed & 0x1FFFFF, (packed >> 21) & 7, mark ? unicode::kExtraMarks[mark - 1] : 0};
}

// The letter that a base and a combining vowel-quality mark make (a + U+0302 = â), or 0.
inline uint32_t compose_quality(uint32_t base, uint32_t mark) {
  if (mark == 0x302) return base == 'a' ? 0xE2 : base == 'e' ? 0xEA : base == 'o' ? 0xF4 : 0;
  if (mark == 0x306) return base == 'a' ? 0x103 : 0;
  if (mark == 0x31B) return base == 'o' ? 0x1A1 : base == 'u' ? 0x1B0 : 0;
  return 0;
}

}  // namespace tieng
