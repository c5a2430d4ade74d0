// The words of a document that was segmented, as a tagger sees them: keys and shapes of their tokens. The text is given
// with the arrays that segmentation made of it (or anyone else: the words need not be tieng's own).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scan.hpp"

namespace tieng {

// Offsets are code points. `words`: number of the first token of each word; `sentences`: of the first word of each.
struct Spans {
  const uint32_t* starts;
  const uint32_t* ends;
  size_t tokens;
  const uint32_t* word_tokens;
  size_t words;
  const uint32_t* sentence_words;
  size_t sentences;

  uint32_t word_start(size_t word) const { return starts[word_tokens[word]]; }
  uint32_t word_end(size_t word) const { return ends[(word + 1 < words ? word_tokens[word + 1] : tokens) - 1]; }
  size_t sentence_end(size_t sentence) const { return sentence + 1 < sentences ? sentence_words[sentence + 1] : words; }

  // Whether words and sentences lie one after the other inside of their arrays and the text; what reads them relies on it.
  bool fit(size_t length) const {
    if ((tokens == 0) != (words == 0) || (words == 0) != (sentences == 0)) return false;
    if (words && (word_tokens[0] || sentence_words[0])) return false;
    for (size_t i = 0; i < tokens; i++)
      if (starts[i] > ends[i] || ends[i] > length || (i && starts[i] < ends[i - 1])) return false;
    return rises(word_tokens, words, tokens) && rises(sentence_words, sentences, words);
  }

 private:
  static bool rises(const uint32_t* numbers, size_t count, size_t limit) {
    for (size_t i = 0; i < count; i++)
      if (numbers[i] >= limit || (i && numbers[i] <= numbers[i - 1])) return false;
    return true;
  }
};

struct WordView {
  uint64_t key;    // of all tokens; the same for every spelling of the same letters and tones
  uint64_t first;  // key of the first token
  uint64_t last;
  uint32_t shape;  // shapes of the first, second and last token, 4 bits each, and whether there are more
  uint32_t size;   // tokens

  uint32_t first_shape() const { return shape & 0xF; }
  uint32_t last_shape() const { return shape >> 8 & 0xF; }
};

// Reads words from first to last; keeps what it learned about spellings.
class WordReader {
 public:
  // Calls sink(words) for one sentence after the other; token_keys() has the tokens of those words in a row.
  template <class Sink>
  void run(std::string_view text, const Spans& spans, Sink&& sink) {
    at_ = text.data();
    end_ = text.data() + text.size();
    index_ = 0;
    for (size_t s = 0; s < spans.sentences; s++) {
      words_.clear();
      token_keys_.clear();
      for (size_t w = spans.sentence_words[s]; w < spans.sentence_end(s); w++) {
        skip_to(spans.word_start(w));
        const char* const start = at_;
        skip_to(spans.word_end(w));
        words_.push_back(view(start, at_));
      }
      sink(words_);
    }
  }

  const std::vector<uint64_t>& token_keys() const { return token_keys_; }

 private:
  static constexpr int kShapeBits = 4;

  void skip_to(size_t index) {
    for (; index_ < index && at_ < end_; index_++) {
      at_++;
      while (at_ < end_ && (static_cast<unsigned char>(*at_) & 0xC0) == 0x80) at_++;
    }
  }

  WordView view(const char* begin, const char* end) {
    WordView word{kNgramSeed, 0, 0, 0, 0};
    uint32_t second = 0, last = 0;
    Scanner scanner(begin, end, true, memo_);
    for (Token token; scanner.next(token); word.size++) {
      word.key = extend_ngram(word.key, token.key);
      if (!word.size) word.first = token.key;
      word.last = token.key;
      token_keys_.push_back(token.key);
      last = static_cast<uint32_t>(token.shape);
      if (word.size == 0) word.shape = last;
      if (word.size == 1) second = last;
    }
    word.shape |= second << kShapeBits | last << 2 * kShapeBits | (word.size > 3 ? 1u << 3 * kShapeBits : 0);
    return word;
  }

  const char* at_ = nullptr;
  const char* end_ = nullptr;
  size_t index_ = 0;  // code points before at_
  std::vector<WordView> words_;
  std::vector<uint64_t> token_keys_;
  WordMemo memo_;
};

}  // namespace tieng
