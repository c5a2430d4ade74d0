// Features of the gaps of one sentence. Training and prediction walk them through this one file: training collects
// what a walk reports, prediction adds up weights (segment.hpp).
//
// A gap is the place between two tokens; gap g follows token g. For each there are
//   - the n-grams of spelling keys around it, up to the longest that is stored (the walk asks after each n-gram
//     whether a longer one may follow);
//   - near capitals and foreign words, each key with the shapes of itself and of one neighbour;
//   - the shapes of the four tokens around it, as one number;
//   - how words of the word list lie around it, and the coarse shapes of its two tokens, as one number;
//   - the same of names.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ngrams.hpp"
#include "shapes.hpp"
#include "tokens.hpp"

namespace tieng {

inline constexpr uint64_t kOutsideKey = 0x9D6EF916F7D63A91u;  // stands for a token before or after the sentence

inline uint64_t shaped_hash(uint64_t family, const Token& token, Shape own, Shape neighbour) {
  const uint64_t shapes = static_cast<uint64_t>(own) << 4 | static_cast<uint64_t>(neighbour);
  return extend_ngram(extend_ngram(ngram_seed(family), token.key), shapes);
}

inline constexpr ptrdiff_t kLongestNgram = 12;  // bounds the walk, whatever a table holds

// Walks the n-grams of a sentence by length: all of one token, then those of two that grow from them, and so on, so
// that many look-ups are under way at once. Keeps its buffer between sentences.
class NgramWalk {
 public:
  // Calls visit(first, length, hash) -> bool for n-grams of tokens; first counts from -1 (the place before the
  // sentence). An n-gram grows by one token only where visit returned true. Before the next length, expect(hash)
  // announces each n-gram of it.
  template <class Visit, class Expect>
  void run(const Token* tokens, size_t count, Visit&& visit, Expect&& expect) {
    const auto n = static_cast<ptrdiff_t>(count);
    if (growing_.size() <= count) growing_.resize(count + 1);
    Growing* out = growing_.data();
    const auto step = [&](ptrdiff_t first, ptrdiff_t length, uint64_t hash) {
      const ptrdiff_t next = first + length;
      if (!visit(first, length, hash) || next > n) return;
      const uint64_t grown = extend_ngram(hash, next == n ? kOutsideKey : tokens[next].key);
      expect(grown);
      *out++ = {first, grown};
    };
    step(-1, 1, unigram_hash(kOutsideKey));
    for (ptrdiff_t first = 0; first < n; first++) step(first, 1, unigram_hash(tokens[first].key));
    for (ptrdiff_t length = 2; length <= kLongestNgram && out != growing_.data(); length++) {
      const Growing* const end = out;
      out = growing_.data();
      for (const Growing* at = growing_.data(); at != end; at++) step(at->first, length, at->hash);
    }
  }

 private:
  struct Growing {
    ptrdiff_t first;
    uint64_t hash;
  };
  std::vector<Growing> growing_;
};

// Shapes of words that stand out from running text: capitals, foreign words, codes.
inline bool is_marked(Shape shape) {
  return shape >= Shape::kLowerForeign && shape <= Shape::kAbbreviation && shape != Shape::kNumber;
}

// Calls visit(token, hash) for each marked word and for each word beside one.
template <class Visit>
void for_each_shaped(const Token* tokens, const Shapes& shapes, size_t count, Visit&& visit) {
  Shape before = Shape::kOutside;
  for (size_t i = 0; i < count; i++) {
    const Shape own = shapes[i];
    const Shape after = shapes[i + 1];
    if (own == Shape::kLower || is_marked(own)) {
      if (is_marked(own) || is_marked(after)) visit(i, shaped_hash(kShapesRight, tokens[i], own, after));
      if (is_marked(own) || is_marked(before)) visit(i, shaped_hash(kShapesLeft, tokens[i], own, before));
    }
    before = own;
  }
}

// Whether no letter or mark of Vietnamese beyond ASCII is in a text: none of À … ʯ, U+0300 … U+037F, U+1000 … U+1FFF.
inline bool is_bare(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0xC3 && byte <= 0xCD) || byte == 0xE1) return false;
  }
  return true;
}

// Whether the model decides about gap g; all other gaps are splits.
inline bool is_open(const Token* tokens, size_t g) {
  return tokens[g + 1].gap == Gap::kSpace && is_joinable(tokens[g]) && is_joinable(tokens[g + 1]);
}

// Calls visit(gap, around) for each gap that the model decides about, with the shapes of the two tokens on each side of
// it as one number of 16 bits.
template <class Visit>
void for_each_open_gap(const Token* tokens, const Shapes& shapes, size_t count, Visit&& visit) {
  uint32_t around = static_cast<uint32_t>(shapes[0]) << 4 | static_cast<uint32_t>(shapes[1]);
  for (size_t g = 0; g + 1 < count; g++) {
    around = (around << 4 | static_cast<uint32_t>(shapes[g + 2])) & 0xFFFF;
    if (is_open(tokens, g)) visit(g, around);
  }
}
inline constexpr size_t kShapeContexts = 1 << 16;

// How listed words, and names, lie around each gap; 12 bits each: 0 a word of two covers it; 1, 2 a word of three covers
// it with its first or second gap; 3, 4, 5 a longer one with its first, an inner or its last gap; 6, 7, 8 a word of two,
// three, more ends at the gap; 9, 10, 11 begins at it.
class Matches {
 public:
  void reset(size_t tokens) {
    tokens_ = tokens;
    gaps_.assign(tokens + 1, {});
  }

  // Takes an n-gram of the sentence with the flags of its entry. One that reaches beyond the sentence is no word.
  void add(uint32_t entry_flags, ptrdiff_t first, ptrdiff_t length) {
    if (!(entry_flags & (flags::kListed | flags::kNamed))) return;
    if (first < 0 || length < 2 || first + length > static_cast<ptrdiff_t>(tokens_)) return;
    if (entry_flags & flags::kListed) mark(&Around::words, static_cast<size_t>(first), static_cast<size_t>(length));
    if (entry_flags & flags::kNamed) mark(&Around::names, static_cast<size_t>(first), static_cast<size_t>(length));
  }

  // Whether so many tokens from `first` on are a listed word, or a name. Of more than three, the length is not known: the
  // first of them may begin a longer one.
  bool is_listed(size_t first, size_t length) const { return length < 2 || gaps_[first].words & first_gap(length); }
  bool is_named(size_t first, size_t length) const { return length >= 2 && gaps_[first].names & first_gap(length); }

  uint32_t words(size_t gap) const { return gaps_[gap].words; }
  uint32_t names(size_t gap) const { return gaps_[gap].names; }

 private:
  struct Around {
    uint16_t words = 0, names = 0;
  };

  static uint16_t first_gap(size_t length) { return length == 2 ? 1 : length == 3 ? 2 : 8; }

  void mark(uint16_t Around::*bits, size_t first, size_t length) {
    const int kind = length > 4 ? 2 : static_cast<int>(length) - 2;
    const size_t last_gap = first + length - 2;
    for (size_t g = first; g <= last_gap; g++) {
      const bool is_first = g == first, is_last = g == last_gap;
      const int covered = kind == 0 ? 0 : kind == 1 ? (is_first ? 1 : 2) : is_first ? 3 : is_last ? 5 : 4;
      gaps_[g].*bits |= 1u << covered;
    }
    gaps_[first + length - 1].*bits |= 1u << (6 + kind);
    if (first) gaps_[first - 1].*bits |= 1u << (9 + kind);
  }

  size_t tokens_ = 0;
  std::vector<Around> gaps_;
};

// 0 a lower-case syllable, 1 a capitalised one, 2 foreign, 3 anything else.
constexpr uint32_t coarse_of(Shape shape) {
  switch (shape) {
    case Shape::kLower:
      return 0;
    case Shape::kTitle:
    case Shape::kUpper:
      return 1;
    case Shape::kLowerForeign:
    case Shape::kTitleForeign:
    case Shape::kUpperForeign:
    case Shape::kMixed:
      return 2;
    default:
      return 3;
  }
}

constexpr uint32_t pack_coarse_shapes() {
  uint32_t packed = 0;
  for (uint32_t shape = 0; shape < 16; shape++) packed |= coarse_of(static_cast<Shape>(shape)) << (2 * shape);
  return packed;
}

inline uint32_t coarse_shape(Shape shape) {
  constexpr uint32_t kPacked = pack_coarse_shapes();
  return kPacked >> (2 * static_cast<uint32_t>(shape)) & 3;
}

// 16 bits: the matches around gap g and the coarse shapes of its two tokens.
inline uint32_t match_context(const Shapes& shapes, uint32_t matches, size_t g) {
  return matches << 4 | coarse_shape(shapes[g]) << 2 | coarse_shape(shapes[g + 1]);
}
inline constexpr size_t kMatchContexts = 1 << 16;

}  // namespace tieng
