// Code points: decoding, classes, and the folding of spelling variants.
#pragma once

#include <array>
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

// UTF-8 (RFC 3629: no surrogates, nothing longer than it need be) as an automaton: one shift and one load a byte.
namespace utf8 {

enum State : uint64_t { kWhole, kOne, kTwo, kThree, kAfterE0, kAfterED, kAfterF0, kAfterF4, kBad };  // kOne: to come

constexpr State after(State state, int byte) {
  const bool trail = byte >= 0x80 && byte <= 0xBF;
  switch (state) {
    case kWhole:
      if (byte < 0x80) return kWhole;
      if (byte < 0xC2 || byte > 0xF4) return kBad;
      if (byte < 0xE0) return kOne;
      if (byte < 0xF0) return byte == 0xE0 ? kAfterE0 : byte == 0xED ? kAfterED : kTwo;
      return byte == 0xF0 ? kAfterF0 : byte == 0xF4 ? kAfterF4 : kThree;
    case kOne:
      return trail ? kWhole : kBad;
    case kTwo:
      return trail ? kOne : kBad;
    case kThree:
      return trail ? kTwo : kBad;
    case kAfterE0:
      return trail && byte >= 0xA0 ? kOne : kBad;
    case kAfterED:
      return trail && byte < 0xA0 ? kOne : kBad;
    case kAfterF0:
      return trail && byte >= 0x90 ? kTwo : kBad;
    case kAfterF4:
      return trail && byte < 0x90 ? kTwo : kBad;
    default:
      return kBad;
  }
}

inline constexpr int kStateBits = 6;

// For each byte the states that follow each state, kStateBits each; states are the places where they begin.
constexpr std::array<uint64_t, 256> table() {
  std::array<uint64_t, 256> rows{};
  for (int byte = 0; byte < 256; byte++)
    for (uint64_t state = kWhole; state <= kBad; state++)
      rows[static_cast<size_t>(byte)] |= after(static_cast<State>(state), byte) * kStateBits << (state * kStateBits);
  return rows;
}
inline constexpr std::array<uint64_t, 256> kTable = table();

}  // namespace utf8

// The length of the longest head of `text` that is UTF-8 and ends with a whole character.
inline size_t utf8_head(std::string_view text) {
  constexpr size_t kBlock = 64;
  constexpr uint64_t kMask = (uint64_t{1} << utf8::kStateBits) - 1;
  const auto step = [&](uint64_t state, size_t i) { return utf8::kTable[static_cast<unsigned char>(text[i])] >> (state & kMask); };
  uint64_t state = utf8::kWhole;
  size_t whole = 0;
  for (size_t i = 0; i + kBlock <= text.size(); i += kBlock) {
    for (size_t k = 0; k < kBlock; k++) state = step(state, i + k);
    if ((state & kMask) == utf8::kBad * utf8::kStateBits) break;
    if ((state & kMask) == utf8::kWhole) whole = i + kBlock;
  }
  state = utf8::kWhole;
  for (size_t i = whole; i < text.size() && (state & kMask) != utf8::kBad * utf8::kStateBits; i++) {
    state = step(state, i);
    if ((state & kMask) == utf8::kWhole) whole = i + 1;
  }
  return whole;
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
