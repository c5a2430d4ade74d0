// Tagging: for each word the score of every tag, for each two neighbours that of their tags, and the best path.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lender.hpp"
#include "tag_features.hpp"

namespace tieng {

inline constexpr size_t kMostTags = 32;

// The arrays of a tagging model, as they lie in its file. Features are looked up by hash: the high half says where in
// the table the search begins, the low half is compared. A tag of 0 is an empty place, of which there is at least one.
struct TagModel {
  // A feature lies within so many places of the one that its hash names. Else a damaged table without an empty place would
  // be searched from end to end for each feature of a text.
  static constexpr size_t kMostPlaces = 4096;

  size_t labels = 0;                      // tags
  const uint32_t* hashes = nullptr;       // `places` of them
  size_t places = 0;
  const int8_t* weights = nullptr;        // `labels` for each place
  const int16_t* transitions = nullptr;   // [label before][label]; the last row is for the head of a sentence

  static uint32_t low(uint64_t hash) {
    const auto half = static_cast<uint32_t>(hash);
    return half ? half : 1;
  }
  static size_t place(uint64_t hash, size_t places) { return static_cast<size_t>((hash >> 32) * places >> 32); }

  // Adds the weights of a feature to the scores of a word.
  void add(uint64_t hash, int32_t* scores) const {
    const uint32_t wanted = low(hash);
    size_t at = place(hash, places);
    const size_t most = places < kMostPlaces ? places : kMostPlaces;
    for (size_t seen = 0; seen < most && hashes[at]; seen++) {
      if (hashes[at] == wanted) {
        const int8_t* own = weights + at * labels;
        for (size_t k = 0; k < labels; k++) scores[k] += own[k];
        return;
      }
      at = at + 1 == places ? 0 : at + 1;
    }
  }
};

// Lays out features (hash, `labels` weights) as the two arrays of a table that is about 80% full. Throws
// std::invalid_argument where two features cannot be told apart, std::length_error where add() would not find one.
inline void build_tag_table(const uint64_t* hashes, const int8_t* weights, size_t n, size_t labels, std::string& out_hashes,
                            std::string& out_weights) {
  const size_t places = n * 10 / 8 + 1;
  std::vector<uint32_t> table(places);
  out_weights.assign(places * labels, '\0');
  for (size_t i = 0; i < n; i++) {
    size_t at = TagModel::place(hashes[i], places), passed = 0;
    for (; table[at]; at = at + 1 == places ? 0 : at + 1) {
      if (table[at] == TagModel::low(hashes[i])) throw std::invalid_argument("two features have the same hash");
      if (++passed == TagModel::kMostPlaces) throw std::length_error("too many features belong to one place of the table");
    }
    table[at] = TagModel::low(hashes[i]);
    std::memcpy(&out_weights[at * labels], weights + i * labels, labels);
  }
  out_hashes.assign(reinterpret_cast<const char*>(table.data()), places * sizeof(uint32_t));
}

// What one thread needs to tag document after document.
class TagWorkspace {
 public:
  explicit TagWorkspace(const TagModel& model) : model_(model) {}

  // Appends the code of the best tag of each word.
  void tag(std::string_view text, const Spans& spans, std::vector<uint8_t>& out) {
    reader_.run(text, spans, [&](const std::vector<WordView>& words) { decode_best(words, out); });
  }

 private:
  // Viterbi's search. Of two equal paths the one with the lower codes wins.
  void decode_best(const std::vector<WordView>& words, std::vector<uint8_t>& out) {
    const size_t labels = model_.labels;
    back_.resize(words.size() * kMostTags);
    int32_t best[kMostTags], next[kMostTags];
    for (size_t i = 0; i < words.size(); i++) {
      emit(words, i, next);
      if (i)
        extend(best, next, &back_[i * kMostTags]);
      else
        for (size_t y = 0; y < labels; y++) next[y] += model_.transitions[labels * labels + y];
      std::memcpy(best, next, sizeof best);
    }
    size_t label = static_cast<size_t>(std::max_element(best, best + labels) - best);
    out.resize(out.size() + words.size());
    for (size_t i = words.size(); i-- > 0; label = back_[i * kMostTags + label])
      out[out.size() - words.size() + i] = static_cast<uint8_t>(label);
  }

  void emit(const std::vector<WordView>& words, size_t i, int32_t* scores) const {
    uint64_t features[kTagFeatures];
    tag_features(words, i, features);
    std::fill(scores, scores + kMostTags, 0);
    for (const uint64_t feature : features) model_.add(feature, scores);
  }

  // Adds to the scores of each label the best way to it.
  void extend(const int32_t* best, int32_t* next, uint8_t* back) const {
    const size_t labels = model_.labels;
    int32_t way[kMostTags];
    int32_t from[kMostTags] = {};
    for (size_t y = 0; y < labels; y++) way[y] = best[0] + model_.transitions[y];
    for (size_t x = 1; x < labels; x++) {
      const int16_t* row = model_.transitions + x * labels;
      for (size_t y = 0; y < labels; y++) {
        const int32_t score = best[x] + row[y];
        from[y] = score > way[y] ? static_cast<int32_t>(x) : from[y];
        way[y] = score > way[y] ? score : way[y];
      }
    }
    for (size_t y = 0; y < labels; y++) {
      next[y] += way[y];
      back[y] = static_cast<uint8_t>(from[y]);
    }
  }

  const TagModel& model_;
  WordReader reader_;
  std::vector<uint8_t> back_;
};

using TagWorkspaces = Lender<TagWorkspace, TagModel>;

inline void tag_words(TagWorkspaces& spaces, std::string_view text, const Spans& spans, std::vector<uint8_t>& out) {
  std::unique_ptr<TagWorkspace> space = spaces.take();
  space->tag(text, spans, out);
  spaces.give_back(std::move(space));
}

// The features of each word of a document: kTagFeatures hashes a word.
inline void observe_tags(std::string_view text, const Spans& spans, std::vector<uint64_t>& out) {
  WordReader reader;
  reader.run(text, spans, [&](const std::vector<WordView>& words) {
    const size_t before = out.size();
    out.resize(before + words.size() * kTagFeatures);
    for (size_t i = 0; i < words.size(); i++) tag_features(words, i, &out[before + i * kTagFeatures]);
  });
}

}  // namespace tieng
