// The best tree over the words of a sentence, from a score for each word and each head that it may have.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tieng {

// Words are numbered from 1; head 0 is the root, which one word has.
class TreeSearch {
 public:
  // `scores[(word - 1) * width + head]`. Fills heads[0 … words - 1].
  //
  // Where the best head of every word makes a tree, that is the best tree (three sentences of four). Otherwise it is the
  // best projective one: Eisner (1996), "Three new probabilistic models for dependency parsing". One arc in two thousand
  // of the treebank is not projective.
  void run(const float* scores, size_t width, size_t words, uint32_t* heads) {
    scores_ = scores, width_ = width, size_ = words;
    for (size_t word = 1; word <= words; word++) {
      const float* const row = scores + (word - 1) * width;
      uint32_t best = word == 1 ? std::min<size_t>(2, words) : 1;
      if (words == 1) best = 0;
      for (uint32_t head = 0; head <= words; head++)
        if (head != word && row[head] > row[best]) best = head;
      heads[word - 1] = best;
    }
    if (is_tree(heads)) return;
    fill();
    trace(heads);
  }

 private:
  // Whether one word is the root and every word comes to it from head to head.
  bool is_tree(const uint32_t* heads) {
    if (std::count(heads, heads + size_, 0u) != 1) return false;
    seen_.assign(size_ + 1, 0);
    for (uint32_t word = 1; word <= size_; word++) {
      uint32_t at = word;
      for (; at && !seen_[at]; at = heads[at - 1]) seen_[at] = word;
      if (at && seen_[at] == word) return false;
    }
    return true;
  }

  // Spans of words from `left` to `right`; the head of a span is at one of its ends. An open span is one arc over two
  // closed ones, a closed span is an open one and a closed one.
  struct Cell {
    float score;
    uint16_t split;
  };
  Cell& closed_left(size_t left, size_t right) { return closed_left_[left * (size_ + 1) + right]; }    // head at right
  Cell& closed_right(size_t left, size_t right) { return closed_right_[left * (size_ + 1) + right]; }  // head at left
  Cell& open_left(size_t left, size_t right) { return open_left_[left * (size_ + 1) + right]; }
  Cell& open_right(size_t left, size_t right) { return open_right_[left * (size_ + 1) + right]; }

  float arc(size_t head, size_t word) const { return scores_[(word - 1) * width_ + head]; }

  void fill() {
    for (auto* cells : {&closed_left_, &closed_right_, &open_left_, &open_right_})
      cells->assign((size_ + 1) * (size_ + 1), Cell{0.0f, 0});
    for (size_t length = 1; length < size_; length++)
      for (size_t left = 1; left + length <= size_; left++) fill(left, left + length);
  }

  void fill(size_t left, size_t right) {
    Cell best = best_split(left, right - 1, [&](size_t k) {
      return closed_right(left, k).score + closed_left(k + 1, right).score;
    });
    open_right(left, right) = {best.score + arc(left, right), best.split};
    open_left(left, right) = {best.score + arc(right, left), best.split};
    closed_right(left, right) = best_split(left + 1, right, [&](size_t k) {
      return open_right(left, k).score + closed_right(k, right).score;
    });
    closed_left(left, right) = best_split(left, right - 1, [&](size_t k) {
      return closed_left(left, k).score + open_left(k, right).score;
    });
  }

  template <class Score>
  static Cell best_split(size_t first, size_t last, Score&& score) {
    Cell best{score(first), static_cast<uint16_t>(first)};
    for (size_t k = first + 1; k <= last; k++)
      if (const float sum = score(k); sum > best.score) best = {sum, static_cast<uint16_t>(k)};
    return best;
  }

  void trace(uint32_t* heads) {
    const Cell root = best_split(1, size_, [&](size_t k) {
      return closed_left(1, k).score + closed_right(k, size_).score + arc(0, k);
    });
    heads[root.split - 1] = 0;
    left_ = {{1, root.split, false, false}, {root.split, static_cast<uint16_t>(size_), true, false}};
    while (!left_.empty()) {
      const Span span = left_.back();
      left_.pop_back();
      if (span.left < span.right) span.open ? take_arc(span, heads) : halve(span);
    }
  }

  struct Span {
    uint16_t left, right;
    bool head_left, open;
  };

  void take_arc(const Span& span, uint32_t* heads) {
    const uint16_t head = span.head_left ? span.left : span.right, word = span.head_left ? span.right : span.left;
    heads[word - 1] = head;
    const uint16_t k = (span.head_left ? open_right(span.left, span.right) : open_left(span.left, span.right)).split;
    left_.push_back({span.left, k, true, false});
    left_.push_back({static_cast<uint16_t>(k + 1), span.right, false, false});
  }

  void halve(const Span& span) {
    const uint16_t k =
        (span.head_left ? closed_right(span.left, span.right) : closed_left(span.left, span.right)).split;
    left_.push_back({span.left, k, span.head_left, span.head_left});
    left_.push_back({k, span.right, span.head_left, !span.head_left});
  }

  const float* scores_ = nullptr;
  size_t width_ = 0, size_ = 0;
  std::vector<uint32_t> seen_;
  std::vector<Cell> closed_left_, closed_right_, open_left_, open_right_;
  std::vector<Span> left_;  // to trace; not a recursion, so that no sentence is too deep
};

}  // namespace tieng
