// What a tagger may look at around a word. Training and prediction get their features from this one place.
#pragma once

#include <cstdint>
#include <vector>

#include "words.hpp"

namespace tieng {

inline constexpr size_t kTagFeatures = 24;  // of each word

// Writes the hashes of the kTagFeatures features of word `i` of a sentence. Each is of the features' number and values.
inline void tag_features(const std::vector<WordView>& words, size_t i, uint64_t* out) {
  static constexpr WordView kBefore{0x51ED270B9F1E8A2Du, 1, 1, 1u << 20, 0};
  static constexpr WordView kAfter{0xC2B2AE3D27D4EB4Fu, 2, 2, 2u << 20, 0};
  const auto at = [&](ptrdiff_t distance) -> const WordView& {
    const ptrdiff_t place = static_cast<ptrdiff_t>(i) + distance;
    return place < 0 ? kBefore : place >= static_cast<ptrdiff_t>(words.size()) ? kAfter : words[place];
  };
  const WordView& word = at(0);
  const WordView& left = at(-1);
  const WordView& right = at(1);
  const uint64_t shape = word.shape << 1 | (i == 0);  // the first word of a sentence has a capital in any case
  const uint64_t size = word.size < 4 ? word.size : 4;

  size_t count = 0;
  const auto add = [&](uint64_t a, uint64_t b = 0) {
    out[count] = extend_ngram(extend_ngram(kNgramSeed + count + 1, a), b);
    count++;
  };
  add(word.key);
  add(left.key);
  add(right.key);
  add(at(-2).key);
  add(at(2).key);
  add(left.key, word.key);
  add(word.key, right.key);
  add(left.key, right.key);
  add(word.first);
  add(word.last);
  add(word.first, size);
  add(word.last, size);
  add(right.first);
  add(left.last);
  add(size);
  add(shape);
  add(left.shape);
  add(right.shape);
  add(shape, left.shape);
  add(shape, right.shape);
  add(word.key, shape);
  add(word.first, shape);
  add(at(-2).key, left.key);
  add(right.key, at(2).key);
}

}  // namespace tieng
