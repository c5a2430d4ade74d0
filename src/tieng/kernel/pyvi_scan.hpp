// Where pyvi's regular expression finds its tokens. Its alternatives, in their order:
//
//   [A-ZĐ]+\.   Tp\.  Mr\.  Mrs\.  Ms\.  Dr\.  ThS\.
//   ==>   ->   \.\.\.   >>   \n
//   \w+://[^\s]+
//   [a-zA-Z0-9_.+-]+@([a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+
//   \d+([\.,_]\d+)+
//   [^\w\s]
//   \w+
//
// Each of them can be matched without going back, which `re` does not know: on a@a@a@… or a.a.a.… it takes quadratic
// time, the scanner linear. Lines are scanned one by one, so `\n` is never met.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "characters.hpp"
#include "pyvi_characters.hpp"
#include "tokens.hpp"

namespace tieng::pyvi {

// One line of a text whose code points are of type C (1, 2 or 4 bytes, as Python stores them).
template <typename C>
class Scanner {
 public:
  Scanner(const Characters& characters, const C* text, size_t begin, size_t end)
      : characters_(characters),
        text_(text),
        begin_(begin),
        end_(end),
        line_end_(end),
        has_at_(std::find(text + begin, text + end, static_cast<C>('@')) != text + end) {
    end_ = begin_;
  }

  // Goes to the next token; false at the end of the line.
  bool next() {
    begin_ = end_;
    while (begin_ < line_end_ && is(begin_, kSpace)) begin_++;
    if (begin_ == line_end_) return false;
    end_ = is(begin_, kWord) ? word() : mark();
    return true;
  }

  size_t begin() const { return begin_; }
  size_t end() const { return end_; }
  TokenKind kind() const { return kind_; }

 private:
  bool is(size_t at, uint32_t flag) const { return at < line_end_ && characters_[text_[at]].is(flag); }
  uint32_t at(size_t place) const { return place < line_end_ ? text_[place] : '\n'; }

  // The end of the run of `flag` from `at` on.
  size_t skip(size_t at, uint32_t flag) const {
    while (is(at, flag)) at++;
    return at;
  }

  bool follows(size_t place, const char* literal) const {
    for (; *literal; literal++, place++)
      if (at(place) != static_cast<unsigned char>(*literal)) return false;
    return true;
  }

  size_t found(TokenKind kind, size_t end) {
    kind_ = kind;
    return end;
  }

  // The end of the token that starts with a character of \w.
  size_t word() {
    if (const size_t end = abbreviation()) return found(TokenKind::kAbbreviation, end);
    const size_t end = skip(begin_, kWord);
    if (const size_t url = address(end)) return found(TokenKind::kUrl, url);
    if (const size_t mail = email()) return found(TokenKind::kEmail, mail);
    if (const size_t number = grouped_number()) return found(TokenKind::kNumber, number);
    return found(TokenKind::kWord, end);
  }

  // The end of the token that starts with neither \w nor \s.
  size_t mark() {
    for (const char* const literal : {"==>", "->", "...", ">>"})
      if (follows(begin_, literal)) return found(TokenKind::kPunctuation, begin_ + std::char_traits<char>::length(literal));
    if (const size_t mail = email()) return found(TokenKind::kEmail, mail);
    return found(kind_of(text_[begin_]), begin_ + 1);
  }

  static TokenKind kind_of(uint32_t code) {
    switch (char_class(code)) {
      case CharClass::kPunctuation:
        return TokenKind::kPunctuation;
      case CharClass::kSymbol:
        return TokenKind::kSymbol;
      case CharClass::kEmoji:
      case CharClass::kRegional:
        return TokenKind::kEmoji;
      default:
        return TokenKind::kOther;
    }
  }

  size_t abbreviation() const {
    size_t place = begin_;
    while (is_capital(at(place))) place++;
    if (place == begin_) return 0;
    if (at(place) == '.') return place + 1;
    for (const char* const literal : {"Tp.", "Mr.", "Mrs.", "Ms.", "Dr.", "ThS."})
      if (follows(begin_, literal)) return begin_ + std::char_traits<char>::length(literal);
    return 0;
  }

  size_t address(size_t scheme_end) const {
    if (!follows(scheme_end, "://")) return 0;
    size_t place = scheme_end + 3;
    while (place < line_end_ && !is(place, kSpace)) place++;
    return place > scheme_end + 3 ? place : 0;
  }

  // The mailbox is always the whole run of its characters, as none of them is @. A run has many tokens in it (a.b.c),
  // and the same address after it for all of them.
  size_t email() {
    if (!has_at_ || !is_mailbox(text_[begin_])) return 0;
    if (begin_ >= mailbox_end_) {
      mailbox_end_ = begin_;
      while (is_mailbox(at(mailbox_end_))) mailbox_end_++;
      email_end_ = at(mailbox_end_) == '@' ? domain(mailbox_end_ + 1) : 0;
    }
    return email_end_;
  }

  // The end of the longest run of two or more labels with points between them.
  size_t domain(size_t place) const {
    size_t end = 0;
    for (bool first = true;; first = false, place++) {
      const size_t label = place;
      while (is_domain(at(place))) place++;
      if (place == label) return end;
      if (!first) end = place;
      if (at(place) != '.') return end;
    }
  }

  size_t grouped_number() const {
    if (!is(begin_, kDecimal)) return 0;
    size_t end = skip(begin_, kDecimal);
    size_t grouped = 0;
    while ((at(end) == '.' || at(end) == ',' || at(end) == '_') && is(end + 1, kDecimal))
      grouped = end = skip(end + 1, kDecimal);
    return grouped;
  }

  const Characters& characters_;
  const C* text_;
  size_t begin_, end_;
  size_t line_end_;
  bool has_at_;
  size_t mailbox_end_ = 0;
  size_t email_end_ = 0;
  TokenKind kind_ = TokenKind::kOther;
};

}  // namespace tieng::pyvi
