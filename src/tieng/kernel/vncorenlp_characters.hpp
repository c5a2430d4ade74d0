// Characters as VnCoreNLP sees them: with Java's classes, in UTF-16 units where it asks for one unit.
#pragma once

#include <cstddef>
#include <cstdint>

#include "characters.hpp"
#include "java_characters.hpp"

namespace tieng::vncorenlp {

// The order is that of tools/JavaCharacters.java.
enum JavaClass : uint8_t {
  kLetter = 1,
  kDigit = 2,
  kUpper = 4,
  kLower = 8,
  kAlphabetic = 16,  // letters, letter numbers and the vowel signs of other scripts
  kCurrency = 32,
};

inline uint8_t classes_of(uint32_t code) {
  return java::kClassBlocks[java::kClassIndex[code / java::kBlock] * java::kBlock + code % java::kBlock];
}

// `Character.isLetter(char)` and its like look at one UTF-16 unit, so beyond U+FFFF they see a surrogate: nothing.
inline uint8_t unit_classes_of(uint32_t code) { return code < 0x10000 ? classes_of(code) : 0; }

inline uint32_t to_lower(uint32_t code) {
  const uint8_t block = java::kLowerIndex[code / java::kBlock];
  return code + static_cast<uint32_t>(java::kLowerBlocks[block * java::kBlock + code % java::kBlock]);
}

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
inline bool is_word(char c) { return is_digit(c) || is_lower(c) || is_upper(c) || c == '_'; }  // \w

// \s. All other spaces (U+00A0, U+3000) are characters like any other to VnCoreNLP.
inline bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// What `String.trim` takes away.
inline bool is_trimmed(char c) { return static_cast<unsigned char>(c) <= ' '; }

struct Pair {
  uint32_t first, second;
};

// Where a tone mark stands on the first letter of oa, oe or uy, VnCoreNLP moves it to the second: hòa, hoà. Of the
// upper-case letters it knows Ủ before y only, and letters written in two code points it does not know at all.
inline bool moves_tone(Pair& pair) {
  static constexpr uint32_t kTonedO[] = {0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD}, kTonedU[] = {0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5};
  static constexpr uint32_t kTonedA[] = {0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1}, kTonedE[] = {0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9};
  static constexpr uint32_t kTonedY[] = {0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5};
  if (pair.second != 'a' && pair.second != 'e' && pair.second != 'y') return false;
  if (pair.second == 'y' && pair.first == 0x1EE6) return pair = {'U', 0x1EF7}, true;
  const bool y = pair.second == 'y';
  for (int tone = 0; tone < 5; tone++) {
    if (pair.first != (y ? kTonedU : kTonedO)[tone]) continue;
    pair = {y ? uint32_t{'u'} : uint32_t{'o'}, (y ? kTonedY : pair.second == 'a' ? kTonedA : kTonedE)[tone]};
    return true;
  }
  return false;
}

}  // namespace tieng::vncorenlp
