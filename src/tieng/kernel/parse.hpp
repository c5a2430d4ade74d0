// The parser: what words look like, as vectors; what stands around them (LSTMs in both directions); a score for each
// pair of word and head (Dozat and Manning 2017, "Deep biaffine attention for neural dependency parsing"); the best
// tree; and its relations.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "network.hpp"
#include "trees.hpp"
#include "words.hpp"

namespace tieng {

// The rows of what is known of a word but for its letters: the shape of its first token with the number of tokens (one,
// two, more), and the shape of its last token.
inline constexpr size_t kTokenShapes = 16;
inline constexpr size_t kWordShapes = 4 * kTokenShapes;
inline size_t first_shape_row(const WordView& word) {
  return std::min<size_t>(std::max<size_t>(word.size, 1), 3) * kTokenShapes - kTokenShapes + word.first_shape();
}
inline size_t last_shape_row(const WordView& word) { return 3 * kTokenShapes + word.last_shape(); }

// Vectors of keys that were seen often: one byte a value, with a scale of its own a row.
class VectorTable {
 public:
  VectorTable() = default;
  VectorTable(const uint64_t* keys, const int8_t* values, const float* scales, size_t count, size_t size)
      : keys_(keys), values_(values), scales_(scales), count_(count), size_(size) {}

  // The row of a key, or kNone.
  size_t find(uint64_t key) const {
    const uint64_t* const at = std::lower_bound(keys_, keys_ + count_, key);
    return at == keys_ + count_ || *at != key ? kNone : static_cast<size_t>(at - keys_);
  }

  // Adds `weight` times a row to `sum`.
  void add(size_t row, float weight, float* sum) const {
    const float scale = weight * scales_[row];
    for (size_t i = 0; i < size_; i++) sum[i] += scale * static_cast<float>(values_[row * size_ + i]);
  }

  static constexpr size_t kNone = SIZE_MAX;

 private:
  const uint64_t* keys_ = nullptr;  // ascending
  const int8_t* values_ = nullptr;
  const float* scales_ = nullptr;
  size_t count_ = 0, size_ = 0;
};

// Sizes of the network, multiples of kPanel; the last two count anything.
struct ParseSizes {
  size_t input;     // values of a word's vector
  size_t hidden;    // of an LSTM, in each direction
  size_t arc;       // of what is compared between words and heads
  size_t relation;  // of what relations are told by
  size_t layers;
  size_t relations;
};

// The arrays of a parsing model, as they lie in its file.
struct ParseModel {
  size_t input = 0;
  VectorTable words, syllables;
  const float* unknown = nullptr;  // stands in for the vector of a word that has none
  const float* shapes = nullptr;   // kWordShapes x input
  std::vector<BiLstm> layers;
  const float* root = nullptr;  // what the last layer would give for the root
  Dense arc_word, arc_head;     // to what a word looks for in a head, and what it is as one
  Dense arc_pair;               // from the first to the space of the second
  Dense relation_word, relation_head, relation;
  size_t root_relation = 0;   // of the root alone
  size_t later_relation = 0;  // of the roots of later pieces
};

// Takes the network apart, an array after the other; taken arrays are null once too little is left.
class NetworkReader {
 public:
  explicit NetworkReader(std::string_view floats) : left_(floats) {}

  const float* take(size_t count) {
    if (left_.size() < count * sizeof(float)) fits_ = false;
    if (!fits_) return nullptr;
    const auto* const values = reinterpret_cast<const float*>(left_.data());
    left_.remove_prefix(count * sizeof(float));
    return values;
  }

  Dense dense(size_t in, size_t out, bool biased = true) {
    Dense layer{in, out, nullptr, nullptr};
    layer.weights = take(in * layer.width());
    if (biased) layer.bias = take(layer.width());
    return layer;
  }

  bool is_read() const { return fits_ && left_.empty(); }

 private:
  std::string_view left_;
  bool fits_ = true;
};

inline bool are_sound(const ParseSizes& sizes) {
  for (const size_t size : {sizes.input, sizes.hidden, sizes.arc, sizes.relation})
    if (size == 0 || size > 4096 || size % kPanel) return false;
  return sizes.layers > 0 && sizes.layers <= 16 && sizes.relations > 1 && sizes.relations <= 256;
}

// Fills the network of a model; false where the sizes or the length of `floats` are wrong.
inline bool load_network(const ParseSizes& sizes, std::string_view floats, ParseModel& model) {
  if (!are_sound(sizes)) return false;
  NetworkReader reader(floats);
  model.input = sizes.input;
  model.unknown = reader.take(sizes.input);
  model.shapes = reader.take(kWordShapes * sizes.input);
  const size_t context = 2 * sizes.hidden;
  model.layers.resize(sizes.layers);
  for (size_t l = 0; l < sizes.layers; l++)
    for (Lstm& direction : model.layers[l].directions) {
      direction.input = reader.dense(l ? context : sizes.input, 4 * sizes.hidden);
      direction.recurrent = reader.dense(sizes.hidden, 4 * sizes.hidden, false);
    }
  model.root = reader.take(context);
  model.arc_word = reader.dense(context, sizes.arc);
  model.arc_pair = reader.dense(sizes.arc, sizes.arc);
  model.arc_head = reader.dense(context, sizes.arc);
  model.relation_word = reader.dense(context, sizes.relation);
  model.relation_head = reader.dense(context, sizes.relation, false);
  model.relation = reader.dense(sizes.relation, sizes.relations);
  return reader.is_read();
}

// Fills a table of vectors; false where the arrays do not fit each other or the keys do not ascend.
inline bool load_vectors(std::string_view keys, std::string_view values, std::string_view scales, size_t size,
                         VectorTable& table) {
  const size_t count = keys.size() / sizeof(uint64_t);
  if (keys.size() != count * sizeof(uint64_t) || values.size() != count * size || scales.size() != count * sizeof(float))
    return false;
  const auto* const first = reinterpret_cast<const uint64_t*>(keys.data());
  if (std::adjacent_find(first, first + count, std::greater_equal<uint64_t>()) != first + count) return false;
  table = VectorTable(first, reinterpret_cast<const int8_t*>(values.data()),
                      reinterpret_cast<const float*>(scales.data()), count, size);
  return true;
}

// Parses one sentence after the other; keeps its buffers between them.
class SentenceParser {
 public:
  explicit SentenceParser(const ParseModel& model) : model_(model) {}

  // Finds heads and relations of the words of a sentence. One of more than kLongest words is parsed in pieces; the
  // roots of the later ones depend on that of the first.
  void run(const std::vector<WordView>& words, const std::vector<uint64_t>& token_keys, uint32_t* heads,
           uint8_t* relations) {
    const uint64_t* tokens = token_keys.data();
    uint32_t main = 0;
    for (size_t begin = 0; begin < words.size(); begin += kLongest) {
      const size_t count = std::min(kLongest, words.size() - begin);
      tokens = parse(words.data() + begin, count, tokens, heads + begin, relations + begin);
      for (size_t i = begin; i < begin + count; i++) {
        if (heads[i])
          heads[i] += static_cast<uint32_t>(begin);
        else if (begin)
          heads[i] = main, relations[i] = static_cast<uint8_t>(model_.later_relation);
        else
          main = static_cast<uint32_t>(i + 1);
      }
    }
  }

  static constexpr size_t kLongest = 256;

 private:
  // Returns where the tokens of the words after these begin.
  const uint64_t* parse(const WordView* words, size_t count, const uint64_t* tokens, uint32_t* heads,
                        uint8_t* relations) {
    tokens = read_words(words, count, tokens);
    for (const BiLstm& layer : model_.layers) {
      layer.run(words_, count, contexts_, gates_);
      words_.swap(contexts_);
    }
    words_.insert(words_.end(), model_.root, model_.root + model_.arc_head.in);  // after the words, as row `count`
    score_arcs(count);
    search_.run(scores_.data(), scores_.size() / count, count, heads);
    label(count, heads, relations);
    return tokens;
  }

  // The sum of what is known of each word: itself, its syllables, its shape.
  const uint64_t* read_words(const WordView* words, size_t count, const uint64_t* tokens) {
    words_.assign(count * model_.input, 0.0f);
    for (size_t i = 0; i < count; tokens += words[i++].size) {
      float* const sum = words_.data() + i * model_.input;
      const size_t row = model_.words.find(words[i].key);
      if (row != VectorTable::kNone)
        model_.words.add(row, 1.0f, sum);
      else
        add(model_.unknown, sum);
      add_syllables(tokens, words[i].size, sum);
      add(model_.shapes + first_shape_row(words[i]) * model_.input, sum);
      add(model_.shapes + last_shape_row(words[i]) * model_.input, sum);
    }
    return tokens;
  }

  // The mean of those that are known.
  void add_syllables(const uint64_t* tokens, size_t count, float* sum) {
    rows_.clear();
    for (size_t i = 0; i < count; i++)
      if (const size_t row = model_.syllables.find(tokens[i]); row != VectorTable::kNone) rows_.push_back(row);
    for (const size_t row : rows_) model_.syllables.add(row, 1.0f / static_cast<float>(rows_.size()), sum);
  }

  void add(const float* values, float* sum) const {
    for (size_t i = 0; i < model_.input; i++) sum[i] += values[i];
  }

  // scores_[(word - 1) * width + head], with the root as head 0.
  void score_arcs(size_t count) {
    apply(model_.arc_word, words_.data(), count, hidden_);
    rectify(hidden_);
    apply(model_.arc_pair, hidden_.data(), count, wanted_);
    apply(model_.arc_head, words_.data(), count + 1, hidden_);
    rectify(hidden_);
    const size_t size = model_.arc_head.out, panels = panels_of(count + 1);
    panels_.assign(panels * kPanel * size, 0.0f);
    for (size_t head = 0; head <= count; head++) {
      const float* const row = hidden_.data() + (head ? head - 1 : count) * model_.arc_head.width();
      float* const column = panels_.data() + head / kPanel * size * kPanel + head % kPanel;
      for (size_t i = 0; i < size; i++) column[i * kPanel] = row[i];
    }
    scores_.assign(count * panels * kPanel, 0.0f);
    network::add_product(panels_.data(), size, panels, wanted_.data(), count, scores_.data());
  }

  // The relation of each word to its head; that of the root is the root's and nobody else's.
  void label(size_t count, const uint32_t* heads, uint8_t* relations) {
    apply(model_.relation_word, words_.data(), count, hidden_);
    apply(model_.relation_head, words_.data(), count + 1, wanted_);
    const size_t size = model_.relation.in, width = model_.relation_word.width();
    pairs_.resize(count * size);
    for (size_t i = 0; i < count; i++) {
      const float* const head = wanted_.data() + (heads[i] ? heads[i] - 1 : count) * width;
      for (size_t k = 0; k < size; k++) pairs_[i * size + k] = std::max(hidden_[i * width + k] + head[k], 0.0f);
    }
    apply(model_.relation, pairs_.data(), count, scores_);
    for (size_t i = 0; i < count; i++)
      relations[i] = static_cast<uint8_t>(
          heads[i] ? best_relation(scores_.data() + i * model_.relation.width()) : model_.root_relation);
  }

  size_t best_relation(const float* scores) const {
    size_t best = model_.root_relation ? 0 : 1;
    for (size_t label = best + 1; label < model_.relation.out; label++)
      if (label != model_.root_relation && scores[label] > scores[best]) best = label;
    return best;
  }

  const ParseModel& model_;
  std::vector<float> words_, contexts_, gates_, hidden_, wanted_, panels_, scores_, pairs_;
  std::vector<size_t> rows_;
  TreeSearch search_;
};

// Heads and relations of all words of a document; they are as long as its words.
inline void parse(const ParseModel& model, std::string_view text, const Spans& spans, std::vector<uint32_t>& heads,
                  std::vector<uint8_t>& relations) {
  heads.assign(spans.words, 0);
  relations.assign(spans.words, 0);
  SentenceParser parser(model);
  WordReader reader;
  size_t first = 0;
  reader.run(text, spans, [&](const std::vector<WordView>& words) {
    parser.run(words, reader.token_keys(), heads.data() + first, relations.data() + first);
    first += words.size();
  });
}

// What a parser sees of the words of a document, for training.
struct Looks {
  std::vector<uint64_t> words;        // a key each
  std::vector<uint32_t> sizes;        // tokens of each
  std::vector<uint64_t> tokens;       // a key each
  std::vector<uint8_t> first_shapes;  // the rows of each word
  std::vector<uint8_t> last_shapes;
};

inline void look(std::string_view text, const Spans& spans, Looks& out) {
  WordReader reader;
  reader.run(text, spans, [&](const std::vector<WordView>& words) {
    out.tokens.insert(out.tokens.end(), reader.token_keys().begin(), reader.token_keys().end());
    for (const WordView& word : words) {
      out.words.push_back(word.key);
      out.sizes.push_back(word.size);
      out.first_shapes.push_back(static_cast<uint8_t>(first_shape_row(word)));
      out.last_shapes.push_back(static_cast<uint8_t>(last_shape_row(word)));
    }
  });
}

}  // namespace tieng
