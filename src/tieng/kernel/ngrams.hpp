// The n-gram table: weights and word-list flags of n-grams of spelling keys, one hash look-up each.
#pragma once

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "spelling.hpp"

namespace tieng {

// Gaps are numbered by the token before them. An n-gram that starts at token i has a weight for each of the kWindow
// gaps from i - kBefore on.
inline constexpr int kWindow = 8;
inline constexpr int kBefore = 3;

namespace flags {
inline constexpr uint32_t kContinues = 1;  // a longer n-gram that begins with this one is in the table
inline constexpr uint32_t kListed = 2;     // this n-gram is a word of the word list
inline constexpr uint32_t kNamed = 4;      // this n-gram is a name of the name lists
inline constexpr int kBits = 3;
}  // namespace flags

// An n-gram lies in the line that its hash names or, where that is full, in one of so many after it; those of the shipped
// models within 64. Else a table of full lines would be searched from end to end for each n-gram of a text.
inline constexpr size_t kFurthest = 1024;

// Five n-grams in one cache line. This is the layout in the model file (little-endian).
struct Line {
  static constexpr int kEntries = 5;
  static constexpr int kFilter = 16;

  // flags::kBits bits an entry; from kFilter on one bit for all n-grams with the same head of their tags: some such n-gram
  // of this line or one before it lies further on. Most n-grams that are asked for are nowhere, and one line tells it.
  uint32_t meta;
  uint32_t tags[kEntries];  // 0: empty
  int8_t weights[kEntries][kWindow];

  uint32_t flags_of(int entry) const { return meta >> (entry * flags::kBits) & ((1u << flags::kBits) - 1); }
  static int filter_bit(uint32_t tag) { return kFilter + static_cast<int>(tag >> 28); }
  bool may_lie_further(uint32_t tag) const { return meta >> filter_bit(tag) & 1; }
};
static_assert(sizeof(Line) == 64);

// Families of n-grams: each has a hash of its own.
inline constexpr uint64_t kPlain = 0;
inline constexpr uint64_t kShapesRight = 1;  // key, its shape, the shape after it
inline constexpr uint64_t kShapesLeft = 2;   // key, its shape, the shape before it

// The hash of an n-gram grows by one key a step; the first step starts from kNgramSeed plus the family of n-grams.
inline constexpr uint64_t kNgramSeed = 0x7469E1BABF6E67u;

inline uint64_t ngram_seed(uint64_t family) { return kNgramSeed + family; }

inline uint64_t extend_ngram(uint64_t h, uint64_t key) {
  h = (h ^ key) * 0x9FB21C651E98DF25u;
  return h ^ (h >> 29);
}

inline uint64_t unigram_hash(uint64_t key) { return extend_ngram(ngram_seed(kPlain), key); }

// What a table holds of one token.
struct Unigram {
  int8_t weights[kWindow] = {};
  uint8_t flags = 0;
  bool known = false;  // whether the table was asked
};

// A read-only view of a table. Look-ups stay inside it whatever its bytes are.
class NgramTable {
 public:
  struct Entry {
    const int8_t* weights = nullptr;
    uint32_t flags = 0;
    explicit operator bool() const { return weights != nullptr; }
  };

  NgramTable() = default;
  NgramTable(const void* lines, size_t count) {
    if (count) lines_ = static_cast<const Line*>(lines), count_ = count;
  }

  Entry find(uint64_t hash) const {
    const Line& line = lines_[line_of(hash, count_)];
    const uint32_t tag = tag_of(hash);
    const int i = entry_of(line, tag);
    if (i < Line::kEntries) return {line.weights[i], line.flags_of(i)};
    return line.may_lie_further(tag) ? find_further(hash) : Entry{};
  }

  Unigram find_unigram(uint64_t hash) const {
    Unigram unigram;
    unigram.known = true;
    if (const Entry entry = find(hash)) {
      std::memcpy(unigram.weights, entry.weights, sizeof unigram.weights);
      unigram.flags = static_cast<uint8_t>(entry.flags);
    }
    return unigram;
  }

  // Fetches the line of an n-gram that find() will be asked for soon.
  void expect(uint64_t hash) const {
#if defined(__GNUC__)
    __builtin_prefetch(lines_ + line_of(hash, count_));
#else
    static_cast<void>(hash);
#endif
  }

  static uint32_t tag_of(uint64_t hash) {
    const uint32_t tag = static_cast<uint32_t>(hash);
    return tag ? tag : 1;
  }
  static size_t line_of(uint64_t hash, size_t count) {
    return static_cast<size_t>((hash >> 32) * static_cast<uint64_t>(count) >> 32);
  }

 private:
  // Looks through the lines after the one that the hash belongs to.
  [[gnu::noinline]] Entry find_further(uint64_t hash) const {
    size_t at = line_of(hash, count_);
    const size_t most = count_ < kFurthest ? count_ : kFurthest;
    const uint32_t tag = tag_of(hash);
    for (size_t seen = 1; seen < most && lines_[at].may_lie_further(tag); seen++) {
      at = at + 1 == count_ ? 0 : at + 1;
      if (const int i = entry_of(lines_[at], tag); i < Line::kEntries)
        return {lines_[at].weights[i], lines_[at].flags_of(i)};
    }
    return {};
  }

  // The entry with that tag, or Line::kEntries.
  static int entry_of(const Line& line, uint32_t tag) {
#if defined(__SSE2__)
    const __m128i tags = _mm_loadu_si128(reinterpret_cast<const __m128i*>(line.tags));
    const __m128i equal = _mm_cmpeq_epi32(tags, _mm_set1_epi32(static_cast<int>(tag)));
    const int found = _mm_movemask_ps(_mm_castsi128_ps(equal)) | (line.tags[4] == tag) << 4 | 1 << Line::kEntries;
    return __builtin_ctz(static_cast<unsigned>(found));
#else
    int i = 0;
    while (i < Line::kEntries && line.tags[i] != tag) i++;
    return i;
#endif
  }

  static constexpr Line kNoLine{};  // an empty table is one empty line

  const Line* lines_ = &kNoLine;
  size_t count_ = 1;
};

// Lays out n-grams (hash, kWindow weights, flags) as lines that are about 75% full. Throws std::invalid_argument where two
// n-grams cannot be told apart, std::length_error for more than the hash can address or than find() looks through.
inline std::string build_ngrams(const uint64_t* hashes, const int8_t* weights, const uint8_t* entry_flags, size_t n) {
  const size_t count = n * 100 / (75 * Line::kEntries) + 1;
  if (count >> 32) throw std::length_error("too many n-grams for one table");
  std::vector<Line> lines(count);
  for (size_t i = 0; i < n; i++) {
    const uint32_t tag = NgramTable::tag_of(hashes[i]);
    size_t at = NgramTable::line_of(hashes[i], count), passed = 0;
    for (int slot = 0;;) {
      Line& line = lines[at];
      if (slot == Line::kEntries) {
        if (++passed == kFurthest) throw std::length_error("too many n-grams belong to one place of the table");
        line.meta |= 1u << Line::filter_bit(tag);
        at = at + 1 == count ? 0 : at + 1;
        slot = 0;
        continue;
      }
      if (line.tags[slot] == tag) throw std::invalid_argument("two n-grams have the same hash");
      if (line.tags[slot] == 0) {
        line.tags[slot] = tag;
        std::memcpy(line.weights[slot], weights + i * kWindow, kWindow);
        line.meta |= (entry_flags[i] & ((1u << flags::kBits) - 1)) << (slot * flags::kBits);
        break;
      }
      slot++;
    }
  }
  return std::string(reinterpret_cast<const char*>(lines.data()), lines.size() * sizeof(Line));
}

}  // namespace tieng
