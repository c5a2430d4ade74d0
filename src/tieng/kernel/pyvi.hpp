// The profile `pyvi`: what pyvi.ViTokenizer.tokenize 0.1.1 does, to the letter. Takes text in NFC, a line at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pyvi_characters.hpp"
#include "pyvi_model.hpp"
#include "pyvi_scan.hpp"
#include "segment.hpp"

namespace tieng::pyvi {

struct Token {
  size_t begin, end;
  uint32_t word;    // number in Model::words, up to a NUL: CRFsuite takes attributes as C strings
  uint32_t listed;  // the same for the word list, which knows no NUL
  TokenKind kind;
  bool upper, title, digit;
  bool starts_title, starts_digit, punctuation;
  bool joined;  // to the token before it
};

// str.isupper, str.istitle and str.isdigit of a token, letter by letter.
class Casing {
 public:
  void add(const Character& c) {
    const bool capital = c.is(kUpper | kTitle);
    const bool small = c.is(kLower);
    if ((capital && cased_before_) || (small && !cased_before_)) title_ = false;
    cased_before_ = capital || small;
    cased_ |= cased_before_;
    any_upper_ |= c.is(kUpper);
    all_upper_ &= !c.is(kLower | kTitle);
    digit_ &= c.is(kDigit);
  }

  bool upper() const { return all_upper_ && any_upper_; }
  bool title() const { return title_ && cased_; }
  bool digit() const { return digit_; }

 private:
  bool cased_before_ = false, cased_ = false, any_upper_ = false;
  bool all_upper_ = true, title_ = true, digit_ = true;
};

// Labels the tokens of a line: CRFsuite's features, sums and Viterbi search.
class Labeller {
 public:
  explicit Labeller(const Model& model) : model_(model) {}

  void label(std::vector<Token>& tokens) {
    if (tokens.empty()) return;
    match(tokens);
    search(tokens);
  }

 private:
  enum : uint8_t { kPair = 1, kTriple = 2 };

  // For each token whether a listed word of two or of three tokens starts with it.
  void match(const std::vector<Token>& tokens) {
    const size_t count = tokens.size();
    matches_.assign(count + 1, 0);
    for (size_t i = 0; i + 1 < count; i++) {
      const uint32_t first = tokens[i].listed, second = tokens[i + 1].listed;
      if (first == kUnknown || second == kUnknown) continue;
      if (model_.pairs.has(Sequences::key(first, second))) matches_[i] |= kPair;
      if (i + 2 == count || tokens[i + 2].listed == kUnknown) continue;
      if (model_.triples.has(Sequences::key(first, second, tokens[i + 2].listed))) matches_[i] |= kTriple;
    }
  }

  // The additions stand in the order of pyvi's dictionary of features: a sum of doubles depends on it. CRFsuite adds
  // features of value 0, too; that changes nothing.
  Weights score(const std::vector<Token>& tokens, size_t i) const {
    Weights sum{};
    add(sum, kBias, true);
    add_word(sum, tokens[i].word, &WordWeights::here);
    add(sum, kIsUpper, tokens[i].upper);
    add(sum, kIsTitle, tokens[i].title);
    add(sum, kIsDigit, tokens[i].digit);
    if (i > 0) {
      add_word(sum, tokens[i - 1].word, &WordWeights::before);
      add(sum, kTitleBefore, tokens[i - 1].title);
      add(sum, kUpperBefore, tokens[i - 1].upper);
      add(sum, kPairBefore, matches_[i - 1] & kPair);
      if (i > 1) add(sum, kTripleBefore, matches_[i - 2] & kTriple);
    }
    if (i + 1 < tokens.size()) {
      add_word(sum, tokens[i + 1].word, &WordWeights::after);
      add(sum, kTitleAfter, tokens[i + 1].title);
      add(sum, kUpperAfter, tokens[i + 1].upper);
      add(sum, kPairAfter, matches_[i] & kPair);
      add(sum, kTripleAfter, matches_[i] & kTriple);
    }
    return sum;
  }

  void add(Weights& sum, Attribute attribute, bool holds) const {
    if (!holds) return;
    for (size_t label = 0; label < kLabels; label++) sum.of[label] += model_.attributes[attribute].of[label];
  }

  void add_word(Weights& sum, uint32_t word, Weights WordWeights::* place) const {
    if (word >= model_.weighted) return;
    const Weights& weights = model_.word_weights[word].*place;
    for (size_t label = 0; label < kLabels; label++) sum.of[label] += weights.of[label];
  }

  void search(std::vector<Token>& tokens) {
    came_from_.resize(tokens.size());
    Weights best = score(tokens, 0);
    for (size_t i = 1; i < tokens.size(); i++) {
      const Weights state = score(tokens, i);
      Weights next;
      for (size_t to = 0; to < kLabels; to++) {
        const double begun = best.of[0] + model_.transitions[0][to];
        const double inside = best.of[1] + model_.transitions[1][to];
        came_from_[i][to] = begun < inside;  // of two alike, CRFsuite keeps the first
        next.of[to] = (begun < inside ? inside : begun) + state.of[to];
      }
      best = next;
    }
    size_t label = best.of[0] < best.of[1];
    for (size_t i = tokens.size() - 1; i > 0; label = came_from_[i--][label])
      tokens[i].joined = label && may_join(tokens[i - 1], tokens[i]);
  }

  // What pyvi lets stand of the label I_W.
  static bool may_join(const Token& before, const Token& token) {
    return !token.punctuation && !before.punctuation && !token.starts_digit && !before.starts_digit &&
           !(token.starts_title && !before.starts_title);
  }

  const Model& model_;
  std::vector<uint8_t> matches_;
  std::vector<std::array<uint8_t, kLabels>> came_from_;
};

template <typename C>
class LineReader {
 public:
  LineReader(const Characters& characters, const Model& model, Reviser* reviser, const C* text)
      : characters_(characters),
        model_(model),
        labeller_(model),
        reviser_(reviser),
        text_(text),
        letters_(model.words.longest()) {}

  // The tokens of text[begin:end], joined to words. They stay until the next call.
  const std::vector<Token>& read(size_t begin, size_t end) {
    tokens_.clear();
    for (Scanner<C> scanner(characters_, text_, begin, end); scanner.next();)
      tokens_.push_back(look_at(scanner.begin(), scanner.end(), scanner.kind()));
    labeller_.label(tokens_);
    if (reviser_) revise(begin, end);
    return tokens_;
  }

 private:
  // Lets the user's dictionary change what is joined.
  void revise(size_t begin, size_t end) {
    utf8_.resize(4 * (end - begin));
    size_t size = 0;
    for (size_t i = begin; i < end; i++) append_utf8(text_[i], utf8_.data(), size);
    joins_.assign(tokens_.size(), 0);
    for (size_t i = 1; i < tokens_.size(); i++) joins_[i - 1] = tokens_[i].joined;
    reviser_->revise_spans(
        {utf8_.data(), size}, tokens_.size(),
        [&](size_t i) { return std::pair(tokens_[i].begin - begin, tokens_[i].end - begin); },
        [](const tieng::Token& token) { return std::pair(token.begin, token.end); }, joins_.data());
    for (size_t i = 1; i < tokens_.size(); i++) tokens_[i].joined = joins_[i - 1];
  }

  Token look_at(size_t begin, size_t end, TokenKind kind) {
    Casing casing;
    size_t nul = end;
    bool decimals = false, others = false;
    for (size_t i = begin; i < end; i++) {
      const uint32_t code = text_[i];
      const Character& c = characters_[code];
      casing.add(c);
      (c.is(kDecimal) ? decimals : others) = true;
      if (!code && nul == end) nul = i;
      if (i - begin < letters_.size()) letters_[i - begin] = code + c.shift;
    }
    const Character& first = characters_[text_[begin]];
    const uint32_t word = model_.words.find(letters_.data(), nul - begin);
    if (kind == TokenKind::kWord && decimals) kind = others ? TokenKind::kCode : TokenKind::kNumber;
    return {begin,
            end,
            word,
            nul == end ? word : kUnknown,
            kind,
            casing.upper(),
            casing.title(),
            casing.digit(),
            first.is(kUpper | kTitle),
            first.is(kDigit),
            end == begin + 1 && is_ascii_punctuation(text_[begin]),
            false};
  }

  const Characters& characters_;
  const Model& model_;
  Labeller labeller_;
  Reviser* reviser_;  // nullptr without a dictionary
  const C* text_;
  std::vector<uint32_t> letters_;  // of the token, lower-cased, as many as the longest known word has
  std::vector<Token> tokens_;
  std::string utf8_;  // the line, for the dictionary
  std::vector<uint8_t> joins_;
};

// Calls visit(begin, end) for each line of the text, without its line break.
template <typename C, typename Visit>
void for_each_line(const C* text, size_t size, Visit visit) {
  for (size_t begin = 0; begin <= size;) {
    const size_t end = std::find(text + begin, text + size, static_cast<C>('\n')) - text;
    visit(begin, end);
    begin = end + 1;
  }
}

// Appends the text form to `out`. A line of white space alone stays as it is, as pyvi has it. With a dictionary, what is
// glued in a word stays so.
template <typename C>
void segment(const Characters& characters, const Model& model, Revisers* revisers, const C* text, size_t size,
             std::vector<C>& out) {
  std::unique_ptr<Reviser> reviser = revisers ? revisers->take() : nullptr;
  LineReader<C> reader(characters, model, reviser.get(), text);
  out.reserve(size + size / 8);
  for_each_line(text, size, [&](size_t begin, size_t end) {
    if (begin) out.push_back('\n');
    const std::vector<Token>& tokens = reader.read(begin, end);
    if (tokens.empty()) out.insert(out.end(), text + begin, text + end);
    for (const Token& token : tokens) {
      const bool glued = reviser && token.joined && token.begin == (&token - 1)->end;
      if (&token != &tokens.front() && !glued) out.push_back(token.joined ? '_' : ' ');
      out.insert(out.end(), text + token.begin, text + token.end);
    }
  });
  if (reviser) revisers->give_back(std::move(reviser));
}

// The arrays of a document (see Annotation in segment.hpp); each line that has a token is a sentence. Returns whether
// some word holds tokens that are glued together.
template <typename C>
bool annotate(const Characters& characters, const Model& model, Revisers* revisers, const C* text, size_t size,
              Annotation& out) {
  std::unique_ptr<Reviser> reviser = revisers ? revisers->take() : nullptr;
  LineReader<C> reader(characters, model, reviser.get(), text);
  bool glued = false;
  for_each_line(text, size, [&](size_t begin, size_t end) {
    const std::vector<Token>& tokens = reader.read(begin, end);
    if (!tokens.empty()) out.sentences.push_back(static_cast<uint32_t>(out.words.size()));
    for (const Token& token : tokens) {
      if (token.joined)
        glued |= token.begin == (&token - 1)->end;
      else
        out.words.push_back(static_cast<uint32_t>(out.starts.size()));
      out.starts.push_back(static_cast<uint32_t>(token.begin));
      out.ends.push_back(static_cast<uint32_t>(token.end));
      out.kinds.push_back(static_cast<uint8_t>(token.kind));
    }
  });
  if (reviser) revisers->give_back(std::move(reviser));
  return glued;
}

}  // namespace tieng::pyvi
