// Words, finer and coarser: for each gap, the finest granularity at which it is inside a word. So whatever begins a word
// at one granularity begins one at every finer granularity, too.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "units.hpp"

namespace tieng {

// The order is that of GRANULARITIES in tieng/document.
enum class Granularity : uint8_t { kSyllable, kShort, kWord, kLong, kNever };

// Finds the granularities of the gaps of one sentence after the other; keeps its buffers between them.
class GapLevels {
 public:
  // Level g is that of the gap after token g, from its join among the words of the model. is_fixed(token): the token is of
  // a word that the user forced, which is a word at every granularity but that of syllables.
  template <class IsFixed>
  const std::vector<Granularity>& find(const Token* tokens, const uint8_t* joins, size_t count, const Matches& matches,
                                       IsFixed&& is_fixed, bool with_units) {
    levels_.assign(count, Granularity::kNever);
    words_.clear();
    for (size_t first = 0; first < count;) {
      size_t after = first + 1;
      while (after < count && joins[after - 1]) after++;
      std::fill(levels_.begin() + static_cast<ptrdiff_t>(first), levels_.begin() + static_cast<ptrdiff_t>(after - 1),
                Granularity::kShort);
      if (after - first >= 3 && !is_fixed(first)) cut(tokens, first, after, matches);
      if (with_units) words_.push_back({first, after, is_fixed(first)});
      first = after;
    }
    if (with_units)
      for_each_unit(tokens, words_, matches, [&](size_t gap) { levels_[gap] = Granularity::kLong; });
    return levels_;
  }

  const std::vector<Granularity>& last() const { return levels_; }

 private:
  // How the tokens up to some place are covered: the fewer stand alone and the more pieces there are, the better.
  struct Cover {
    int32_t alone, pieces;
    size_t last;  // tokens of the last piece

    bool is_better(const Cover& other) const {
      return alone != other.alone ? alone < other.alone : pieces > other.pieces;
    }
  };

  // Cuts a word of three tokens or more into listed words of two or three, alike wherever it stands: of covers that are as
  // good, the one with the shorter last piece. One token may be left alone, as the affix of `vận động | viên`; in a name
  // (two capitals) none, or `Hồ | Chí Minh` would come about.
  void cut(const Token* tokens, size_t first, size_t after, const Matches& matches) {
    const size_t count = after - first;
    covers_.assign(count + 1, {0, 0, 0});
    for (size_t end = 1; end <= count; end++) {
      Cover best{INT32_MAX, 0, 0};
      for (size_t size = 1; size <= std::min<size_t>({end, 3, count - 1}); size++) {
        if (size > 1 && !matches.is_listed(first + end - size, size)) continue;
        const Cover& before = covers_[end - size];
        const Cover cover{before.alone + (size == 1), before.pieces + 1, size};
        if (cover.is_better(best)) best = cover;
      }
      covers_[end] = best;
    }
    if (covers_[count].alone > (is_name(tokens + first, count) ? 0 : 1)) return;
    for (size_t end = count - covers_[count].last; end > 0; end -= covers_[end].last)
      levels_[first + end - 1] = Granularity::kWord;
  }

  static bool is_name(const Token* tokens, size_t count) {
    return std::count_if(tokens, tokens + count, [](const Token& token) { return is_capital(token.shape); }) >= 2;
  }

  std::vector<Granularity> levels_;
  std::vector<WordSpan> words_;
  std::vector<Cover> covers_;
};

}  // namespace tieng
