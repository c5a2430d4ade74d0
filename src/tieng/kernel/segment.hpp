// Segmentation: a score for each gap of a sentence, the decisions, and what is made of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features.hpp"
#include "granularity.hpp"
#include "lender.hpp"
#include "revise.hpp"
#include "sentences.hpp"

namespace tieng {

// What decides about one kind of text, as it lies in a model's file. A score above 0 joins.
struct GapModel {
  NgramTable ngrams;
  const int16_t* shapes = nullptr;  // kShapeContexts
  const int16_t* words = nullptr;   // kMatchContexts: how words of the word list lie
  const int16_t* names = nullptr;   // kMatchContexts: how names of the name lists lie
};

// A segmentation model. Sentences that are written without diacritics are another language to it: the keys of `ban` are
// those of `bàn`, `bán` and `bạn` alike, so they have weights of their own.
struct SegmentModel {
  GapModel full;
  GapModel bare;
};

// What a segmenter works with.
struct Segmentation {
  SegmentModel model;
  const Dictionary* dictionary = nullptr;  // the user's, if there is one
  Granularity granularity = Granularity::kWord;
};

// Scores the gaps of one sentence after the other; keeps its buffers between them.
class GapScorer {
 public:
  explicit GapScorer(const SegmentModel& model) : model_(model) {}

  // Fetches what score() will look up first for the last token that was scanned, while the scanner goes on.
  void expect(const std::vector<Token>& tokens) const {
    if (!tokens.back().unigram.known) model_.full.ngrams.expect(unigram_hash(tokens.back().key));
  }

  // Fills joins()[g] for the gaps 0 … count - 1 of a sentence of `text`; the last one, after the sentence, is false.
  void score(std::string_view text, const Token* tokens, size_t count) {
    const size_t begin = tokens[0].begin_byte;
    const bool bare = is_bare(text.substr(begin, tokens[count - 1].end_byte - begin));
    const GapModel& model = bare ? model_.bare : model_.full;
    matches_.reset(count);
    shapes_.read(text, tokens, count);
    find_shaped(tokens, count, model.ngrams);
    add_ngrams(tokens, count, model.ngrams, !bare);
    for (const Shaped& shaped : shaped_)
      if (const NgramTable::Entry entry = model.ngrams.find(shaped.hash)) sums_[shaped.token].add(entry.weights);
    decide(tokens, count, model);
  }

  std::vector<uint8_t>& joins() { return joins_; }
  const Matches& matches() const { return matches_; }
  int32_t total(size_t gap) const { return totals_[gap]; }  // 0 where the model does not decide

 private:
  // The weights of all n-grams that start at one token, added up: of each at most 127 in size.
  struct Window {
    int16_t sums[kWindow];

    void add(const int8_t* weights) {
#if defined(__SSE2__)
      const __m128i twice = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(weights));
      const __m128i wide = _mm_srai_epi16(_mm_unpacklo_epi8(twice, twice), 8);
      __m128i* const to = reinterpret_cast<__m128i*>(sums);
      _mm_storeu_si128(to, _mm_add_epi16(_mm_loadu_si128(to), wide));
#else
      for (int k = 0; k < kWindow; k++) sums[k] = static_cast<int16_t>(sums[k] + weights[k]);
#endif
    }
  };

  struct Shaped {
    size_t token;
    uint64_t hash;
  };

  void find_shaped(const Token* tokens, size_t count, const NgramTable& ngrams) {
    shaped_.clear();
    for_each_shaped(tokens, shapes_, count, [&](size_t i, uint64_t hash) {
      ngrams.expect(hash);
      shaped_.push_back({i + kAhead, hash});
    });
  }

  // `known`: what tokens know of themselves is from this table.
  void add_ngrams(const Token* tokens, size_t count, const NgramTable& ngrams, bool known) {
    sums_.assign(kAhead + count + kWindow, Window{});
    const auto visit = [&](ptrdiff_t first, ptrdiff_t length, uint64_t hash) -> bool {
      Window& window = sums_[static_cast<size_t>(first + static_cast<ptrdiff_t>(kAhead))];
      if (known && length == 1 && first >= 0 && tokens[first].unigram.known) {
        window.add(tokens[first].unigram.weights);
        return tokens[first].unigram.flags & flags::kContinues;
      }
      const NgramTable::Entry entry = ngrams.find(hash);
      if (!entry) return false;
      window.add(entry.weights);
      matches_.add(entry.flags, first, length);
      return entry.flags & flags::kContinues;
    };
    walk_.run(tokens, count, visit, [&](uint64_t hash) { ngrams.expect(hash); });
  }

  void decide(const Token* tokens, size_t count, const GapModel& model) {
    joins_.assign(count, 0);
    totals_.assign(count, 0);
    for_each_open_gap(tokens, shapes_, count, [&](size_t g, uint32_t around) {
      int32_t score = model.shapes[around];
      // Gap g is number k of the window of token g + kBefore - k.
      for (int k = 0; k < kWindow; k++) score += sums_[g + kAhead + kBefore - static_cast<size_t>(k)].sums[k];
      score += model.words[match_context(shapes_, matches_.words(g), g)];
      score += model.names[match_context(shapes_, matches_.names(g), g)];
      totals_[g] = score;
      joins_[g] = score > 0;
    });
  }

  static constexpr size_t kAhead = kWindow;  // windows before that of token 0, among them that of the place before it

  const SegmentModel& model_;
  std::vector<Window> sums_;
  std::vector<Shaped> shaped_;
  NgramWalk walk_;
  Shapes shapes_;
  Matches matches_;
  std::vector<int32_t> totals_;
  std::vector<uint8_t> joins_;
};

// What one thread needs to segment text after text; made once and lent out (Workspaces).
class Workspace {
 public:
  explicit Workspace(const Segmentation& by) : granularity_(by.granularity), memo_(by.model.full.ngrams), scorer_(by.model) {
    if (by.dictionary) reviser_ = std::make_unique<Reviser>(*by.dictionary);
  }

  // Whether levels() is asked for.
  void want_levels(bool wanted) { wants_levels_ = wanted; }

  // The granularities of the gaps of the sentence that came last, where they are wanted.
  const std::vector<Granularity>& levels() const { return levels_.last(); }

  // Calls sink(tokens, joins, count) for each sentence (see the other for_each_sentence). joins[g] says whether tokens g
  // and g + 1 are of one word.
  template <class Sink>
  size_t for_each_sentence(std::string_view text, bool begun, bool last, Sink&& sink) {
    // Two loops, because the one without a dictionary must not become slower for the other's sake.
    const auto expect = [&](const std::vector<Token>& tokens) { scorer_.expect(tokens); };
    if (!reviser_) return decide_each(text, begun, last, expect, sink);
    return decide_each(
        text, begun, last, [&](const std::vector<Token>& tokens) { expect(tokens), reviser_->take(tokens); }, sink);
  }

 private:
  template <class Seen, class Sink>
  size_t decide_each(std::string_view text, bool begun, bool last, Seen&& seen, Sink&& sink) {
    return tieng::for_each_sentence(text, begun, last, memo_, tokens_, seen, [&](const Token* tokens, size_t count) {
      sink(tokens, decide(text, tokens, count), count);
    });
  }

  const uint8_t* decide(std::string_view text, const Token* tokens, size_t count) {
    if (reviser_) reviser_->start(tokens, count, tokens_.size() - count);
    scorer_.score(text, tokens, count);
    uint8_t* const joins = scorer_.joins().data();
    if (reviser_) reviser_->revise(text, tokens, count, [&](size_t gap) { return scorer_.total(gap); }, joins);
    if (granularity_ == Granularity::kWord && !wants_levels_) return joins;
    const std::vector<Granularity>& levels = levels_.find(
        tokens, joins, count, scorer_.matches(),
        [&](size_t token) { return reviser_ && reviser_->is_forced(token); }, granularity_ == Granularity::kLong);
    for (size_t g = 0; g < count; g++) joins[g] = levels[g] <= granularity_;
    return joins;
  }

  Granularity granularity_;
  GapLevels levels_;
  bool wants_levels_ = false;
  WordMemo memo_;
  GapScorer scorer_;
  std::unique_ptr<Reviser> reviser_;
  std::vector<Token> tokens_;
};

using Workspaces = Lender<Workspace, Segmentation>;

// Writes the text form: words apart by a space, the syllables of a word by `_`, line breaks as they were.
class TextWriter {
 public:
  // `begun`: tokens were written before these on the same line. `out` has its final size after close().
  TextWriter(std::string_view text, bool begun, std::string& out)
      : text_(text), out_(out), size_(out.size()), begun_(begun) {
    reserve(text.size() + text.size() / 8 + 64);
  }

  void sentence(const Token* tokens, const uint8_t* joins, size_t count) {
    reserve(tokens[count - 1].end_byte - written_ + count + kSlack);
    for (size_t i = 0; i < count; i++) {
      const Token& token = tokens[i];
      if (token.gap == Gap::kBreak)
        copy_breaks(token.begin_byte);
      else if (begun_)
        write_gap(i && joins[i - 1], token.gap);
      const size_t start = size_;
      copy(token.begin_byte, token.end_byte);
      if (token.kind == TokenKind::kNumber) std::replace(&out_[start], &out_[size_], ' ', '_');  // `32 . 000`
      written_ = token.end_byte;
      begun_ = true;
    }
  }

  // Writes the line breaks after the last token, up to byte `end`.
  void finish(size_t end) {
    reserve(end - written_);
    copy_breaks(end);
  }

  // Cuts the output to what was written.
  void close() { out_.resize(size_); }

 private:
  static constexpr size_t kSlack = 16;  // copy() may write so far beyond what it keeps

  void reserve(size_t more) {
    if (out_.size() < size_ + more) out_.resize(std::max(size_ + more, out_.size() + out_.size() / 2));
  }

  // What is glued in a word stays so: `Yahoo!`, of two tokens.
  void write_gap(bool joined, Gap gap) {
    out_[size_] = joined ? '_' : ' ';
    size_ += !(joined && gap == Gap::kGlued);
  }

  void copy(size_t from, size_t to) {
    // Most words fit; a copy of fixed size is two moves.
    if (to - from <= kSlack && from + kSlack <= text_.size())
      std::memcpy(&out_[size_], text_.data() + from, kSlack);
    else
      std::memcpy(&out_[size_], text_.data() + from, to - from);
    size_ += to - from;
  }

  void copy_breaks(size_t end) {
    for (const char* at = text_.data() + written_; at < text_.data() + end;) {
      const Char c = decode(at, text_.data() + end);
      if (char_class(c.code) == CharClass::kBreak) {
        std::memcpy(&out_[size_], at, c.size);
        size_ += c.size;
      }
      at += c.size;
    }
  }

  std::string_view text_;
  std::string& out_;
  size_t size_;  // of what was written
  bool begun_;
  size_t written_ = 0;  // the end of the last token written, in the text
};

// Appends the text form of `text` to `out`; returns the bytes read (see for_each_sentence).
inline size_t segment_text(Workspaces& spaces, std::string_view text, bool begun, bool last, std::string& out) {
  std::unique_ptr<Workspace> space = spaces.take();
  TextWriter writer(text, begun, out);
  const size_t read =
      space->for_each_sentence(text, begun, last, [&](const Token* sentence, const uint8_t* joins, size_t count) {
        writer.sentence(sentence, joins, count);
      });
  if (last) writer.finish(read);
  writer.close();
  spaces.give_back(std::move(space));
  return read;
}

// The arrays of a document: offsets in code points. The caller sees to it that the text has less than 2**32 of them.
struct Annotation {
  std::vector<uint32_t> starts, ends;  // of each token
  std::vector<uint8_t> kinds;          // TokenKind of each token
  std::vector<uint32_t> words;         // the number of the first token of each word
  std::vector<uint32_t> sentences;     // the number of the first word of each sentence
  // Tokens inside words at which a word begins at a finer granularity: kGranularities times the number of the token, plus
  // the finest granularity at which it is joined to the one before it.
  std::vector<uint32_t> cuts;
  static constexpr uint32_t kGranularities = 4;

  void clear() {
    for (std::vector<uint32_t>* values : {&starts, &ends, &words, &sentences, &cuts}) values->clear();
    kinds.clear();
  }

  void add_sentence(const Token* tokens, const uint8_t* joins, const std::vector<Granularity>& levels, size_t count) {
    sentences.push_back(static_cast<uint32_t>(words.size()));
    for (size_t i = 0; i < count; i++) {
      if (!i || !joins[i - 1])
        words.push_back(static_cast<uint32_t>(starts.size()));
      else if (levels[i - 1] > Granularity::kShort && starts.size() < UINT32_MAX / kGranularities)
        cuts.push_back(static_cast<uint32_t>(starts.size()) * kGranularities + static_cast<uint32_t>(levels[i - 1]));
      starts.push_back(static_cast<uint32_t>(tokens[i].begin));
      ends.push_back(static_cast<uint32_t>(tokens[i].end));
      kinds.push_back(static_cast<uint8_t>(tokens[i].kind));
    }
  }
};

// Appends what is in the text to `out`, and the text form to `form`, if there is one.
inline void annotate(Workspaces& spaces, std::string_view text, Annotation& out, std::string* form = nullptr) {
  std::unique_ptr<Workspace> space = spaces.take();
  std::optional<TextWriter> writer;
  if (form) writer.emplace(text, false, *form);
  space->want_levels(true);
  space->for_each_sentence(text, false, true, [&](const Token* sentence, const uint8_t* joins, size_t count) {
    out.add_sentence(sentence, joins, space->levels(), count);
    if (writer) writer->sentence(sentence, joins, count);
  });
  if (writer) {
    writer->finish(text.size());
    writer->close();
  }
  space->want_levels(false);
  spaces.give_back(std::move(space));
}

// What training sees of a text: for each token in order the n-grams and contexts that the model may weigh. Positions
// count tokens over the whole text, with kWindow positions more between sentences, so that no window of an n-gram
// reaches from one sentence into another.
struct Observations {
  std::vector<uint64_t> starts, ends;      // of each token, code points
  std::vector<uint64_t> gaps;              // the token before each gap that the model decides about
  std::vector<int64_t> gap_positions;      // the position of that token
  std::vector<uint32_t> shapes, words, names;  // the contexts of that gap
  std::vector<uint8_t> token_shapes;       // of each token, as it is written
  std::vector<uint64_t> ngram_hashes;
  std::vector<uint64_t> ngram_prefixes;  // the n-gram without its last token
  std::vector<int64_t> ngram_positions;  // of the first token
  std::vector<uint8_t> ngram_lengths;    // 0: a key with shapes
};

// `lexicon` holds the listed words; its weights are not used. Plain n-grams are reported up to `longest` tokens.
inline void observe(const NgramTable& lexicon, std::string_view text, int longest, Observations& out) {
  std::vector<Token> tokens;
  WordMemo memo;
  Matches matches;
  Shapes shapes;
  NgramWalk walk;
  std::vector<uint64_t> prefixes;  // of the n-gram from each place on that comes next
  int64_t base = kWindow;
  const auto unused = [](const std::vector<Token>&) {};
  for_each_sentence(text, false, true, memo, tokens, unused, [&](const Token* sentence, size_t count) {
    const uint64_t token = out.starts.size();
    const auto report = [&](int64_t first, uint64_t hash, int length, uint64_t prefix) {
      out.ngram_hashes.push_back(hash);
      out.ngram_prefixes.push_back(prefix);
      out.ngram_positions.push_back(base + first);
      out.ngram_lengths.push_back(static_cast<uint8_t>(length));
    };
    prefixes.assign(count + 1, ngram_seed(kPlain));
    const auto visit = [&](ptrdiff_t first, ptrdiff_t length, uint64_t hash) {
      const uint64_t prefix = std::exchange(prefixes[static_cast<size_t>(first + 1)], hash);
      if (length <= longest) report(first, hash, static_cast<int>(length), prefix);
      const NgramTable::Entry entry = lexicon.find(hash);
      matches.add(entry.flags, first, length);
      return length < longest || (entry && entry.flags & flags::kContinues);
    };
    matches.reset(count);
    walk.run(sentence, count, visit, [](uint64_t) {});
    shapes.read(text, sentence, count);
    for_each_shaped(sentence, shapes, count,
                    [&](size_t i, uint64_t hash) { report(static_cast<int64_t>(i), hash, 0, 0); });
    for (size_t i = 0; i < count; i++) {
      out.starts.push_back(sentence[i].begin);
      out.ends.push_back(sentence[i].end);
      out.token_shapes.push_back(static_cast<uint8_t>(sentence[i].shape));
    }
    for_each_open_gap(sentence, shapes, count, [&](size_t g, uint32_t around) {
      out.gaps.push_back(token + g);
      out.gap_positions.push_back(base + static_cast<int64_t>(g));
      out.shapes.push_back(around);
      out.words.push_back(match_context(shapes, matches.words(g), g));
      out.names.push_back(match_context(shapes, matches.names(g), g));
    });
    base += static_cast<int64_t>(count) + kWindow;
  });
}

}  // namespace tieng
