// The shapes of a sentence's tokens as the segmentation model sees them. Where a sentence is written in capitals
// throughout, they say nothing about its words, so it is seen in small letters: a headline and a query share what is
// learned of either. With weights of its own for capitals, learned from one more copy of each sentence, both were as
// good (training-data/segment-experiments.md).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace tieng {

class Shapes {
 public:
  // Takes the tokens of a sentence of `text`. Keeps its buffer between sentences.
  void read(std::string_view text, const Token* tokens, size_t count) {
    shapes_.resize(count + kBeyond);
    for (size_t i = 0; i < count; i++) shapes_[i] = tokens[i].shape;
    for (size_t i = count; i < count + kBeyond; i++) shapes_[i] = Shape::kOutside;
    if (is_in_capitals(text, tokens, count))
      for (size_t i = 0; i < count; i++) shapes_[i] = in_small_letters(shapes_[i]);
  }

  // From the first token to two places after the last one, which an empty sentence has, too.
  Shape operator[](size_t i) const { return shapes_[i]; }

 private:
  static constexpr size_t kBeyond = 2;

  // Mostly the first token tells.
  static bool is_in_capitals(std::string_view text, const Token* tokens, size_t count) {
    bool capitals = false;
    for (size_t i = 0; i < count; i++) {
      switch (tokens[i].shape) {
        case Shape::kLower:
        case Shape::kLowerForeign:
        case Shape::kMixed:
          return false;
        case Shape::kTitle:         // or a syllable of one letter, Ở
        case Shape::kTitleForeign:  // or a word that begins with one, Ô-TÔ
          if (has_small_letter(text, tokens[i])) return false;
          capitals = true;
          break;
        case Shape::kUpper:
        case Shape::kUpperForeign:
        case Shape::kInitial:
          capitals = true;
          break;
        default:
          break;
      }
    }
    return capitals;
  }

  static bool has_small_letter(std::string_view text, const Token& token) {
    for (Cursor at(text.data() + token.begin_byte, text.data() + token.end_byte, 0); !at.done(); at.advance())
      if (at.cls() == CharClass::kLower) return true;
    return false;
  }

  static Shape in_small_letters(Shape shape) {
    switch (shape) {
      case Shape::kTitle:
      case Shape::kUpper:
        return Shape::kLower;
      case Shape::kTitleForeign:
      case Shape::kUpperForeign:
      case Shape::kInitial:
        return Shape::kLowerForeign;
      default:
        return shape;
    }
  }

  std::vector<Shape> shapes_;
};

}  // namespace tieng
