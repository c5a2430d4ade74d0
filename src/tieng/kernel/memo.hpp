// What the scanner found out about words that it met before, by their bytes. Most of a text is a few thousand
// spellings; knowing them saves decoding and folding their letters again.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "tokens.hpp"

namespace tieng {

namespace bytes {

enum ByteClass : uint8_t {
  kOther,
  kWord,  // ASCII letters, and the bytes that Latin letters with diacritics are made of, composed or not
  kEnd,   // what ends a word whatever follows
};

constexpr std::array<uint8_t, 256> classes() {
  std::array<uint8_t, 256> table{};
  for (int c = 'a'; c <= 'z'; c++) table[c] = table[c - 'a' + 'A'] = kWord;
  for (int c = 0x80; c <= 0xBF; c++) table[c] = kWord;  // the second and third bytes of letters
  for (int c = 0xC3; c <= 0xCD; c++) table[c] = kWord;  // U+00C0 to U+037F
  table[0xE1] = kWord;                                  // U+1000 to U+1FFF, with ạ to ỹ
  for (const char c : {' ', '\n', '\r', '\t', ',', ';', '!', '?', '(', ')', '"', '[', ']'})
    table[static_cast<unsigned char>(c)] = kEnd;
  return table;
}
inline constexpr std::array<uint8_t, 256> kClasses = classes();

inline uint8_t class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

}  // namespace bytes

class WordMemo {
 public:
  static constexpr size_t kLongest = 16;  // bytes

  struct Entry {
    uint64_t low = 0, high = 0;  // the bytes of the word, padded by zeros
    uint64_t key = 0;
    uint8_t letters = 0;  // code points
    Shape shape = Shape::kOutside;
    bool short_form = false;  // a dot may belong to it
  };

  WordMemo() : entries_(kSlots) {}

  // The bytes of the word that may start at `at`; 0 for none or too long.
  static size_t run(const char* at, const char* end) {
    const char* p = at;
    const char* const stop = end - at > static_cast<ptrdiff_t>(kLongest) ? at + kLongest + 1 : end;
    while (p < stop && bytes::class_of(*p) == bytes::kWord) p++;
    const auto size = static_cast<size_t>(p - at);
    return size > kLongest ? 0 : size;
  }

  // The slot of the word of `size` bytes at `at`; it holds that word where holds() says so.
  Entry& slot(const char* at, const char* end, size_t size, uint64_t& low, uint64_t& high) {
    load(at, end, size, low, high);
    const uint64_t h = (low ^ high * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return entries_[h >> (64 - kSlotBits)];
  }

 private:
  static constexpr int kSlotBits = 12;
  static constexpr size_t kSlots = size_t{1} << kSlotBits;

  static void load(const char* at, const char* end, size_t size, uint64_t& low, uint64_t& high) {
    char padded[kLongest] = {};
    std::memcpy(padded, at, end - at >= static_cast<ptrdiff_t>(kLongest) ? kLongest : size);
    std::memcpy(&low, padded, 8);
    std::memcpy(&high, padded + 8, 8);
    if (size <= 8) {
      low &= keep(size);
      high = 0;
    } else {
      high &= keep(size - 8);
    }
  }

  static uint64_t keep(size_t size) { return size >= 8 ? ~uint64_t{0} : (uint64_t{1} << (8 * size)) - 1; }

  std::vector<Entry> entries_;
};

}  // namespace tieng
