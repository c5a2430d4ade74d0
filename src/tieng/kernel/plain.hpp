// Tokens that their bytes alone tell, without decoding them: words that were met before, commas and full stops, short
// numbers. Most tokens of a text are such; the scanner reads all others, and would read these alike.
#pragma once

#include "memo.hpp"
#include "parts.hpp"

namespace tieng {

class PlainTokens {
 public:
  PlainTokens(const char* begin, const char* end, WordMemo& memo) : begin_(begin), end_(end), next_(begin), memo_(memo) {}

  // Where the next gap and token start, and the code point there.
  const char* next() const { return next_; }
  size_t index() const { return index_; }
  void move(const char* next, size_t index) { next_ = next, index_ = index; }

  // Takes the next token if it is plain.
  bool take(Token& token) { return take_known_word(token) || take_mark(token) || take_number(token); }

 private:
  // A word that was seen before and ends here in any case, after at most one space.
  bool take_known_word(Token& token) {
    const Gap gap = next_gap();
    const char* const at = next_ + (gap != Gap::kGlued);
    const WordBytes word = WordBytes::at(at, end_);
    if (!word.size) return false;
    const WordMemo::Entry* const known = memo_.find(word);
    if (!known || !ends_word(at + word.size, *known)) return false;
    token.key = known->key();
    known->copy(token.unigram);
    token.kind = TokenKind::kWord;
    token.shape = known->shape();
    fill(token, gap, word.size, known->letters());
    return true;
  }

  // A comma or a full stop that is glued to what is before it and not to what follows.
  bool take_mark(Token& token) {
    if (end_ - next_ < 2 || (next_[0] != ',' && next_[0] != '.') || (next_[1] != ' ' && next_[1] != '\n')) return false;
    const auto mark = static_cast<unsigned char>(*next_);
    token.key = mark_key(mark);
    token.unigram.known = false;
    token.kind = TokenKind::kPunctuation;
    token.shape = mark_shape(mark);
    fill(token, Gap::kGlued, 1, 1);
    return true;
  }

  // A number of a few digits, then a space and no part of it: `20 con`, not `20 . 000`.
  bool take_number(Token& token) {
    const Gap gap = next_gap();
    const char* const at = next_ + (gap != Gap::kGlued);
    ptrdiff_t size = 0;
    while (size <= kMostDigits && at + size < end_ && at[size] >= '0' && at[size] <= '9') size++;
    if (!size || size > kMostDigits || end_ - at < size + 2) return false;
    if (at[size] != ' ' || bytes::class_of(at[size + 1]) != bytes::kWord) return false;
    token.key = kind_key(TokenKind::kNumber);
    token.unigram.known = false;
    token.kind = TokenKind::kNumber;
    token.shape = Shape::kNumber;
    fill(token, gap, static_cast<size_t>(size), static_cast<size_t>(size));
    return true;
  }

  // The gap before the next token, if it is none, one space or one line feed; the token itself may tell that it is more.
  Gap next_gap() const {
    if (next_ == end_) return Gap::kGlued;
    return *next_ == ' ' ? Gap::kSpace : *next_ == '\n' ? Gap::kBreak : Gap::kGlued;
  }

  void fill(Token& token, Gap gap, size_t size, size_t letters) {
    const size_t skipped = gap != Gap::kGlued;
    token.gap = gap;
    token.begin_byte = static_cast<size_t>(next_ - begin_) + skipped;
    token.end_byte = token.begin_byte + size;
    token.begin = index_ + skipped;
    token.end = token.begin + letters;
    next_ += skipped + size;
    index_ = token.end;
  }

  // Whether a known word ends before `next`, seen from at most three bytes.
  bool ends_word(const char* next, const WordMemo::Entry& known) const {
    if (next == end_ || bytes::class_of(*next) == bytes::kEnd) return true;
    if (*next == ':' || (*next == '.' && !known.short_form())) return next + 1 == end_ || bytes::class_of(next[1]) == bytes::kEnd;
    return bytes::is_quote_or_dash(next, end_);
  }

  static constexpr ptrdiff_t kMostDigits = 4;

  const char* begin_;
  const char* end_;
  const char* next_;
  size_t index_ = 0;
  WordMemo& memo_;
};

}  // namespace tieng
