// What the scanner found out about words that it met before, by their bytes. Most of a text is a few thousand
// spellings; knowing them saves decoding and folding their letters again.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#if defined(__x86_64__)
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

// – — “ ” …
inline bool is_quote_or_dash(const char* at, const char* end) {
  if (end - at < 3 || at[0] != '\xE2' || at[1] != '\x80') return false;
  return at[2] == '\x93' || at[2] == '\x94' || at[2] == '\x9C' || at[2] == '\x9D' || at[2] == '\xA6';
}

}  // namespace bytes

// The bytes of the word that may start at some place, up to the first that cannot belong to it.
struct WordBytes {
  static constexpr size_t kLongest = 14;

  size_t size = 0;             // 0 where there is no word, or it is longer than kLongest
  uint64_t low = 0, high = 0;  // the bytes, padded by zeros

  static WordBytes at(const char* at, const char* end) {
    if (end - at >= kBlock) return of(at);
    char block[kBlock] = {};
    if (at < end) std::memcpy(block, at, static_cast<size_t>(end - at));
    return of(block);
  }

 private:
  static constexpr ptrdiff_t kBlock = 16;

#if defined(__x86_64__)
  static WordBytes of(const char* block) {
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
    const auto size = static_cast<size_t>(__builtin_ctz(~static_cast<unsigned>(_mm_movemask_epi8(word))));
    if (size > kLongest) return {};
    alignas(kBlock) static constexpr std::array<int8_t, 2 * kBlock> kKept = {-1, -1, -1, -1, -1, -1, -1, -1,
                                                                            -1, -1, -1, -1, -1, -1, -1, -1};
    const __m128i keep = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kKept.data() + kBlock - size));
    const __m128i kept = _mm_and_si128(b, keep);
    return {size, static_cast<uint64_t>(_mm_cvtsi128_si64(kept)),
            static_cast<uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(kept, kept)))};
  }
#else
  static WordBytes of(const char* block) {
    WordBytes word;
    while (word.size < kBlock && bytes::class_of(block[word.size]) == bytes::kWord) word.size++;
    if (word.size > kLongest) return {};
    char kept[kBlock] = {};
    std::memcpy(kept, block, word.size);
    std::memcpy(&word.low, kept, 8);
    std::memcpy(&word.high, kept + 8, 8);
    return word;
  }
#endif
};

class WordMemo {
 public:
  // Two entries fill a cache line: the bytes of a word end before the last two of `high`, where its numbers are.
  class Entry {
   public:
    Entry() = default;
    Entry(const WordBytes& word, size_t letters, Shape shape, bool short_form, uint64_t key, const Unigram& unigram)
        : low_(word.low), high_(word.high), key_(key) {
      const uint64_t numbers = unigram.flags << 9 | static_cast<uint64_t>(short_form) << 8 | static_cast<uint64_t>(shape) << 4 | letters;
      high_ |= numbers << kBits;
      std::memcpy(weights_, unigram.weights, sizeof weights_);
    }

    bool holds(const WordBytes& word) const { return low_ == word.low && (high_ & kBytes) == word.high; }
    uint64_t key() const { return key_; }
    size_t letters() const { return high_ >> kBits & 0xF; }  // code points
    Shape shape() const { return static_cast<Shape>(high_ >> (kBits + 4) & 0xF); }
    bool short_form() const { return high_ >> (kBits + 8) & 1; }  // a dot may belong to it
    void copy(Unigram& to) const {
      std::memcpy(to.weights, weights_, sizeof weights_);
      to.flags = static_cast<uint8_t>(high_ >> (kBits + 9));
      to.known = true;
    }

   private:
    static constexpr int kBits = 48;
    static constexpr uint64_t kBytes = (uint64_t{1} << kBits) - 1;

    uint64_t low_ = 0, high_ = 0;
    uint64_t key_ = 0;
    int8_t weights_[kWindow] = {};
  };

  // `table`: what is looked up of each word that is remembered.
  explicit WordMemo(const NgramTable& table = {}) : table_(table), pairs_(kPairs) {}

  // What is known of a word, or nullptr; until the next word is looked for.
  const Entry* find(const WordBytes& word) {
    Pair& pair = pairs_[place(word)];
    if (pair.first.holds(word)) return &pair.first;
    if (!pair.second.holds(word)) return nullptr;
    std::swap(pair.first, pair.second);
    return &pair.first;
  }

  // Takes the place of the less recent of the two words that belong there.
  Unigram remember(const WordBytes& word, size_t letters, Shape shape, bool short_form, uint64_t key) {
    const Unigram unigram = table_.find_unigram(unigram_hash(key));
    pairs_[place(word)].second = Entry(word, letters, shape, short_form, key, unigram);
    return unigram;
  }

 private:
  struct alignas(64) Pair {
    Entry first, second;
  };
  static_assert(sizeof(Pair) == 64);

  static constexpr int kPairBits = 13;
  static constexpr size_t kPairs = size_t{1} << kPairBits;

  static size_t place(const WordBytes& word) {
    const uint64_t h = word.low * 0xD6E8FEB86659FD93u + word.high * 0x9E3779B97F4A7C15u;
    return static_cast<size_t>(h >> (64 - kPairBits));
  }

  NgramTable table_;
  std::vector<Pair> pairs_;
};

}  // namespace tieng
