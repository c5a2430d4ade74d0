// What the scanner found out about words that it met before, by their bytes. Most of a text is a few thousand
// spellings; knowing them saves decoding and folding their letters again.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "ngrams.hpp"
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

// The bytes of the word that may start at some place, up to the first that cannot belong to it.
struct WordBytes {
  static constexpr size_t kLongest = 15;

  size_t size = 0;             // 0 where there is no word, or it is longer than kLongest
  uint64_t low = 0, high = 0;  // the bytes, padded by zeros

  static WordBytes at(const char* at, const char* end) {
    char block[16] = {};
    if (end - at >= static_cast<ptrdiff_t>(sizeof block))
      std::memcpy(block, at, sizeof block);
    else if (at < end)
      std::memcpy(block, at, static_cast<size_t>(end - at));
    WordBytes word;
    word.size = run(block);
    if (word.size > kLongest) return {};
    std::memcpy(&word.low, block, 8);
    std::memcpy(&word.high, block + 8, 8);
    word.low &= keep(word.size);
    word.high &= word.size > 8 ? keep(word.size - 8) : 0;
    return word;
  }

 private:
  static uint64_t keep(size_t bytes) { return bytes >= 8 ? ~uint64_t{0} : (uint64_t{1} << (8 * bytes)) - 1; }

  // How many of 16 bytes from the first on are word bytes.
  static size_t run(const char* block) {
#if defined(__SSE2__)
    // The ranges of bytes::kWord, as signed comparisons of all 16 at once.
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
    const auto above = [](__m128i x, int limit) { return _mm_cmpgt_epi8(x, _mm_set1_epi8(static_cast<char>(limit))); };
    const auto below = [](__m128i x, int limit) { return _mm_cmplt_epi8(x, _mm_set1_epi8(static_cast<char>(limit))); };
    const __m128i lower = _mm_or_si128(b, _mm_set1_epi8(0x20));
    const __m128i ascii = _mm_and_si128(_mm_and_si128(above(lower, 'a' - 1), below(lower, 'z' + 1)), above(b, 0));
    const __m128i trail = below(b, 0xC0);
    const __m128i lead = _mm_and_si128(above(b, 0xC2), below(b, 0xCE));
    const __m128i lead3 = _mm_cmpeq_epi8(b, _mm_set1_epi8(static_cast<char>(0xE1)));
    const __m128i word = _mm_or_si128(_mm_or_si128(ascii, trail), _mm_or_si128(lead, lead3));
    return static_cast<size_t>(__builtin_ctz(~static_cast<unsigned>(_mm_movemask_epi8(word))));
#else
    size_t size = 0;
    while (size < 16 && bytes::class_of(block[size]) == bytes::kWord) size++;
    return size;
#endif
  }
};

class WordMemo {
 public:
  struct Entry {
    uint64_t low = 0, high = 0;  // as in WordBytes
    uint64_t key = 0;
    NgramTable::Entry unigram;  // what the table holds of the key, where `asked`
    bool asked = false;
    uint8_t letters = 0;  // code points
    Shape shape = Shape::kOutside;
    bool short_form = false;  // a dot may belong to it

    bool holds(const WordBytes& word) const { return low == word.low && high == word.high; }
  };

  WordMemo() : entries_(kSlots) {}

  // The number of the entry where a word belongs; another word may be there.
  static uint32_t place(const WordBytes& word) {
    const uint64_t h = (word.low ^ word.high * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return static_cast<uint32_t>(h >> (64 - kSlotBits));
  }

  Entry& operator[](uint32_t place) { return entries_[place]; }

 private:
  static constexpr int kSlotBits = 14;
  static constexpr size_t kSlots = size_t{1} << kSlotBits;

  std::vector<Entry> entries_;
};

}  // namespace tieng
