// What the user's dictionary makes of the decisions of a segmenter.
//
// Forced words come first: of those that overlap, the earliest, and of those that begin together the longest. Each
// is one word, whatever the segmenter says. Then come the preferred ones, by the same rule, where they overlap no word
// that was placed before: each gap inside gets kPreference more; the word is placed if that outweighs what speaks
// against the joins inside and the splits at its two ends. At last, a word that is forbidden and came about is split
// at its weakest gap, the longest first, so that what is left of it may be split again.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dictionary.hpp"
#include "lender.hpp"
#include "scan.hpp"

namespace tieng {

// Steps of a score; 48 are one unit of log-odds in the shipped model.
inline constexpr int32_t kPreference = 240;

// What a decision of a segmenter without scores is worth: to join what it split costs nothing, to split what it joined
// is out of the question for a word that is only preferred.
inline constexpr int32_t kCertain = 1 << 20;

class Reviser {
 public:
  explicit Reviser(const Dictionary& dictionary) : walk_(dictionary) {}

  // Takes the last token that was scanned.
  void take(const std::vector<Token>& tokens) { walk_.take(tokens); }

  // Takes `count` of the tokens as a sentence; `rest` more are left. Call it before revise(), with work between them: it
  // fetches what that needs.
  void start(const Token* tokens, size_t count, size_t rest) { walk_.start(tokens, count, rest); }

  // Changes joins[0 … count - 2] of a sentence's gaps, whose scores are score(gap).
  template <class Score>
  void revise(std::string_view text, const Token* tokens, size_t count, Score&& score, uint8_t* joins) {
    decide(walk_.matches(text, tokens, count), count, score, joins);
  }

  // The same for a segmenter with tokens of its own, of which number i is span(i) -> {begin, end}, in the unit of
  // place(token) -> {begin, end} for the tokens of this kernel. Entries that end inside one of its tokens are let be.
  template <class Span, class Place>
  void revise_spans(std::string_view text, size_t count, Span&& span, Place&& place, uint8_t* joins) {
    tokens_.clear();
    Scanner scanner(text.data(), text.data() + text.size(), false, memo_);
    for (Token token; scanner.next(token);) {
      tokens_.push_back(token);
      walk_.take(tokens_);
    }
    walk_.start(tokens_.data(), tokens_.size(), 0);
    found_.clear();
    size_t at = 0;
    for (const DictionaryMatch& match : walk_.matches(text, tokens_.data(), tokens_.size())) {
      const size_t begin = place(tokens_[match.first]).first, end = place(tokens_[match.end() - 1]).second;
      while (at < count && span(at).first < begin) at++;
      size_t after = at;
      while (after < count && span(after).second < end) after++;
      if (after == count || span(at).first != begin || span(after).second != end) continue;
      found_.push_back({at, after + 1 - at, match.mode});
    }
    before_.assign(joins, joins + count);
    decide(found_, count, [&](size_t gap) { return before_[gap] ? kCertain : 0; }, joins);
  }

  // Whether a token of the sentence that was revised last is of a forced word.
  bool is_forced(size_t token) const { return token < taken_.size() && taken_[token] == Mode::kForce; }

 private:
  template <class Score>
  void decide(const std::vector<DictionaryMatch>& matches, size_t count, Score&& score, uint8_t* joins) {
    taken_.clear();
    if (matches.empty()) return;
    count_ = count;
    joins_ = joins;
    taken_.assign(count, Mode::kNone);
    const auto always = [](const DictionaryMatch&) { return true; };
    place_all(matches, Mode::kForce, always);
    place_all(matches, Mode::kPrefer, [&](const DictionaryMatch& match) { return is_worth(match, score); });
    split_forbidden(matches, score);
  }

  template <class Condition>
  void place_all(const std::vector<DictionaryMatch>& matches, Mode mode, Condition&& holds) {
    size_t end = 0;
    for (const DictionaryMatch& match : matches) {
      if (match.mode != mode || match.first < end || !is_free(match) || !holds(match)) continue;
      std::fill_n(joins_ + match.first, match.count - 1, uint8_t{1});
      std::fill_n(taken_.begin() + static_cast<ptrdiff_t>(match.first), match.count, mode);
      if (match.first) joins_[match.first - 1] = 0;
      if (match.end() < count_) joins_[match.end() - 1] = 0;
      end = match.end();
    }
  }

  bool is_free(const DictionaryMatch& match) const {
    const auto first = taken_.begin() + static_cast<ptrdiff_t>(match.first);
    return std::all_of(first, first + static_cast<ptrdiff_t>(match.count), [](Mode mode) { return mode == Mode::kNone; });
  }

  template <class Score>
  bool is_worth(const DictionaryMatch& match, Score&& score) const {
    int64_t gain = 0;
    for (size_t gap = match.first; gap + 1 < match.end(); gap++) gain += kPreference + std::min(score(gap), 0);
    if (match.first && joins_[match.first - 1]) gain -= std::max(score(match.first - 1), 0);
    if (match.end() < count_ && joins_[match.end() - 1]) gain -= std::max(score(match.end() - 1), 0);
    return gain > 0;
  }

  template <class Score>
  void split_forbidden(const std::vector<DictionaryMatch>& matches, Score&& score) {
    forbidden_.clear();
    for (const DictionaryMatch& match : matches)
      if (match.mode == Mode::kForbid) forbidden_.push_back(match);
    std::stable_sort(forbidden_.begin(), forbidden_.end(),
                     [](const DictionaryMatch& a, const DictionaryMatch& b) { return a.count > b.count; });
    for (const DictionaryMatch& match : forbidden_)
      if (is_word(match)) split_weakest(match, score);
  }

  bool is_word(const DictionaryMatch& match) const {
    const uint8_t* const first = joins_ + match.first;
    return std::count(first, first + match.count - 1, 1) == static_cast<ptrdiff_t>(match.count) - 1 &&
           !(match.first && first[-1]) && !(match.end() < count_ && joins_[match.end() - 1]);
  }

  // Of gaps that are equally weak, all are split.
  template <class Score>
  void split_weakest(const DictionaryMatch& match, Score&& score) {
    int32_t weakest = kCertain;
    for (size_t gap = match.first; gap + 1 < match.end(); gap++) weakest = std::min(weakest, score(gap));
    for (size_t gap = match.first; gap + 1 < match.end(); gap++)
      if (score(gap) <= weakest) joins_[gap] = 0;
  }

  DictionaryWalk walk_;
  WordMemo memo_;
  std::vector<Token> tokens_;
  std::vector<DictionaryMatch> found_, forbidden_;
  std::vector<Mode> taken_;  // of each token, the mode of the word that it was placed in
  std::vector<uint8_t> before_;
  uint8_t* joins_ = nullptr;  // of the sentence at hand
  size_t count_ = 0;
};

using Revisers = Lender<Reviser, Dictionary>;

}  // namespace tieng
