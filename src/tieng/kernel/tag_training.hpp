// Training a tagger: a conditional random field of order one, by stochastic gradients with AdaGrad's step sizes (Duchi,
// Hazan and Singer 2011). Of each word a set of tags may be right; it is the sum of their paths that is made likely.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "spelling.hpp"

namespace tieng {

// Sentences as sparse rows: the columns of word i are columns[rows[i] … rows[i + 1]).
struct TagData {
  const int32_t* columns;
  const int64_t* rows;
  const uint32_t* right;      // of each word the tags that may be right, a bit each
  const int64_t* sentences;   // the first word of each sentence, and the number of words
  const float* importance;    // of each sentence
  size_t count;               // sentences
};

struct TagSteps {
  int epochs;
  float rate;
  float decay;  // pulls weights to zero
  uint64_t seed;
};

class TagTrainer {
 public:
  // `weights`: `labels` for each column; `transitions`: (labels + 1) * labels as in TagModel. Both begin as zeros.
  TagTrainer(size_t labels, size_t columns, float* weights, float* transitions)
      : labels_(labels),
        weights_(weights),
        transitions_(transitions),
        weight_squares_(columns * labels),
        transition_squares_((labels + 1) * labels),
        ways_(labels * labels),
        slope_(labels) {}

  void run(const TagData& data, const TagSteps& steps) {
    std::vector<size_t> order(data.count);
    for (size_t i = 0; i < order.size(); i++) order[i] = i;
    uint64_t state = steps.seed;
    for (int epoch = 0; epoch < steps.epochs; epoch++) {
      for (size_t i = order.size(); i > 1; i--) std::swap(order[i - 1], order[mix(++state) % i]);
      for (const size_t sentence : order) learn(data, sentence, steps);
    }
  }

 private:
  // What is expected of one sentence: of each word its tags, and of each two neighbours theirs.
  struct Expected {
    std::vector<float> tags, pairs;
  };

  void learn(const TagData& data, size_t sentence, const TagSteps& steps) {
    const int64_t first = data.sentences[sentence], count = data.sentences[sentence + 1] - first;
    if (count <= 0) return;
    emissions_.assign(static_cast<size_t>(count) * labels_, 0);
    for (int64_t i = 0; i < count; i++) emit(data, first + i, &emissions_[i * labels_]);
    for (size_t k = 0; k < ways_.size(); k++) ways_[k] = std::exp(transitions_[k]);
    expect(count, nullptr, model_);
    expect(count, data.right + first, gold_);
    const float importance = data.importance[sentence];
    for (int64_t i = 0; i < count; i++) {
      for (size_t y = 0; y < labels_; y++)
        slope_[y] = importance * (model_.tags[i * labels_ + y] - gold_.tags[i * labels_ + y]);
      for (int64_t k = data.rows[first + i]; k < data.rows[first + i + 1]; k++)
        step(weights_ + place(data, k), &weight_squares_[place(data, k)], slope_.data(), steps);
      if (i == 0) step(transitions_ + labels_ * labels_, &transition_squares_[labels_ * labels_], slope_.data(), steps);
    }
    for (size_t x = 0; x < labels_; x++) {
      for (size_t y = 0; y < labels_; y++)
        slope_[y] = importance * (model_.pairs[x * labels_ + y] - gold_.pairs[x * labels_ + y]);
      step(transitions_ + x * labels_, &transition_squares_[x * labels_], slope_.data(), steps);
    }
  }

  size_t place(const TagData& data, int64_t k) const { return static_cast<size_t>(data.columns[k]) * labels_; }

  void emit(const TagData& data, int64_t word, float* scores) const {
    for (int64_t k = data.rows[word]; k < data.rows[word + 1]; k++) {
      const float* own = weights_ + place(data, k);
      for (size_t y = 0; y < labels_; y++) scores[y] += own[y];
    }
  }

  // Forward and backward over the paths of right tags; over all paths where `right` is null.
  void expect(int64_t count, const uint32_t* right, Expected& out) {
    const size_t n = static_cast<size_t>(count) * labels_;
    likely_.assign(n, 0);
    for (int64_t i = 0; i < count; i++) exponentiate(i, right ? right[i] : ~0u);
    forward_.assign(n, 0);
    sums_.assign(static_cast<size_t>(count), 0);
    for (int64_t i = 0; i < count; i++) go_forward(i);
    backward_.assign(n, 1);
    out.pairs.assign(labels_ * labels_, 0);
    for (int64_t i = count - 1; i-- > 0;) go_backward(i, out.pairs);
    out.tags.resize(n);
    for (size_t k = 0; k < n; k++) out.tags[k] = forward_[k] * backward_[k];
  }

  void exponentiate(int64_t i, uint32_t right) {
    const float* scores = &emissions_[i * labels_];
    float most = -1e30f;
    for (size_t y = 0; y < labels_; y++)
      if (right >> y & 1) most = std::max(most, scores[y]);
    for (size_t y = 0; y < labels_; y++)
      if (right >> y & 1) likely_[i * labels_ + y] = std::exp(scores[y] - most);
  }

  void go_forward(int64_t i) {
    float* own = &forward_[i * labels_];
    if (i == 0)
      for (size_t y = 0; y < labels_; y++) own[y] = std::exp(transitions_[labels_ * labels_ + y]);
    else
      for (size_t x = 0; x < labels_; x++) {
        const float before = own[static_cast<ptrdiff_t>(x) - static_cast<ptrdiff_t>(labels_)];
        for (size_t y = 0; y < labels_; y++) own[y] += before * ways_[x * labels_ + y];
      }
    float sum = 0;
    for (size_t y = 0; y < labels_; y++) sum += own[y] *= likely_[i * labels_ + y];
    sums_[i] = std::max(sum, 1e-30f);
    for (size_t y = 0; y < labels_; y++) own[y] /= sums_[i];
  }

  void go_backward(int64_t i, std::vector<float>& pairs) {
    for (size_t y = 0; y < labels_; y++)
      slope_[y] = backward_[(i + 1) * labels_ + y] * likely_[(i + 1) * labels_ + y] / sums_[i + 1];
    for (size_t x = 0; x < labels_; x++) {
      const float before = forward_[i * labels_ + x];
      float sum = 0;
      for (size_t y = 0; y < labels_; y++) {
        const float way = ways_[x * labels_ + y] * slope_[y];
        sum += way;
        pairs[x * labels_ + y] += before * way;
      }
      backward_[i * labels_ + x] = sum;
    }
  }

  void step(float* weights, float* squares, const float* slope, const TagSteps& steps) const {
    for (size_t y = 0; y < labels_; y++) {
      const float own = slope[y] + steps.decay * weights[y];
      squares[y] += own * own;
      weights[y] -= steps.rate * own / std::sqrt(squares[y] + 1e-6f);
    }
  }

  size_t labels_;
  float* weights_;
  float* transitions_;
  std::vector<float> weight_squares_, transition_squares_;  // of all slopes so far
  std::vector<float> ways_;                                 // exponentials of the transitions
  std::vector<float> slope_;                                // of one word or label
  std::vector<float> emissions_, likely_, forward_, backward_, sums_;
  Expected model_, gold_;
};

// The best tags of each sentence, by the weights that a trainer made.
inline void decode_tags(const TagData& data, size_t labels, const float* weights, const float* transitions, uint8_t* out) {
  std::vector<float> best(labels), next(labels);
  std::vector<uint8_t> back;
  for (size_t s = 0; s < data.count; s++) {
    const int64_t first = data.sentences[s], after = data.sentences[s + 1];
    if (first == after) continue;
    back.assign(static_cast<size_t>(after - first) * labels, 0);
    for (int64_t i = first; i < after; i++) {
      for (size_t y = 0; y < labels; y++) {
        float way = i == first ? transitions[labels * labels + y] : best[0] + transitions[y];
        uint8_t from = 0;
        for (size_t x = 1; x < labels && i > first; x++)
          if (const float score = best[x] + transitions[x * labels + y]; score > way) way = score, from = static_cast<uint8_t>(x);
        for (int64_t k = data.rows[i]; k < data.rows[i + 1]; k++) way += weights[static_cast<size_t>(data.columns[k]) * labels + y];
        next[y] = way;
        back[(i - first) * labels + y] = from;
      }
      std::swap(best, next);
    }
    auto label = static_cast<uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (int64_t i = after; i-- > first; label = back[(i - first) * labels + label]) out[i] = label;
  }
}

}  // namespace tieng
