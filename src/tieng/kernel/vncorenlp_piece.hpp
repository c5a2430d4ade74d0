// A piece of text without white space, in which VnCoreNLP looks for the next thing to cut out.
//
// VnCoreNLP cuts a token at what it finds and starts anew with what is left of it and what is right of it, so a
// long token costs it quadratic time. Here what was found ahead is kept until the cut has come past it; every
// search goes on where the last one stopped, and the time is linear in the length of the piece.
#pragma once

#include <array>
#include <vector>

#include "vncorenlp_forms.hpp"
#include "vncorenlp_urls.hpp"

namespace tieng::vncorenlp {

// The order is the one in which VnCoreNLP tries them. Its NUMBER, WORD_WITH_HYPHEN and ALLCAP are not here: all that
// they match is matched by numbers and short names before.
enum class Pattern : uint8_t {
  kEllipsis,
  kEmail,
  kUrl,
  kFullDate,
  kMonth,
  kDate,
  kTime,
  kMoney,
  kPhone,
  kShortName,
  kNumbers,
  kPunctuation,
  kSpecial,
};
inline constexpr size_t kPatterns = 13;

class Piece {
 public:
  Piece(const FixedForms& forms, const char* text, size_t begin, size_t end)
      : t_{text, end}, forms_(forms), url_(t_, begin), begin_(begin) {
    look_over();
  }

  // Whether there is anything but letters and digits from `from` on.
  bool has_mark(size_t from) const { return last_mark_ != kNowhere && last_mark_ >= from; }

  // The first form, in the order of the list, that is found anywhere from `from` on.
  Match find_form(size_t from) {
    while (form_ < found_.size() && found_[form_].at < from) form_++;
    if (form_ == found_.size()) return {};
    const Found& found = found_[found_[form_].best];
    return {found.at, found.at + forms_.size_of(found.rank)};
  }

  // The pattern that all from `from` to the end is, if it is one.
  bool is_one(size_t from, Pattern& pattern) {
    for (size_t i = 0; i < kPatterns; i++) {
      pattern = static_cast<Pattern>(i);
      if (may_have(pattern) && is_all(pattern, from)) return true;
    }
    return false;
  }

  // The first pattern in order that is found anywhere from `from` on, and where it is found first.
  Match find(size_t from, bool with_urls, Pattern& pattern) {
    for (size_t i = 0; i < kPatterns; i++) {
      pattern = static_cast<Pattern>(i);
      if (!may_have(pattern)) continue;
      if (pattern == Pattern::kUrl && !(with_urls && may_be_cut_at_url(from))) continue;
      if (const Match match = find(pattern, from)) return match;
    }
    return {};
  }

 private:
  struct Found {
    size_t at;
    uint32_t rank;
    size_t best;  // the index of the form that cuts first, of this and those after it
  };

  enum Mark : uint8_t { kDot = 1, kAt = 2, kDigits = 4, kDash = 8, kSlash = 16, kColon = 32, kCurrencies = 64 };

  void look_over() {
    for (size_t p = begin_; p < t_.end;) {
      const Char c = t_.decode(p);
      const uint8_t classes = unit_classes_of(c.code);
      if (!(classes & (kLetter | kDigit))) last_mark_ = p;
      note(c.code);
      if (!is_ascii(t_.text[p])) last_foreign_ = p;
      forms_.each_at(t_, p, [&](uint32_t rank) { found_.push_back({p, rank, found_.size()}); });
      p += c.size;
    }
    for (size_t i = found_.size(); i-- > 1;) {
      const size_t best = found_[i].best;
      if (found_[best].rank < found_[i - 1].rank) found_[i - 1].best = best;
    }
  }

  void note(uint32_t code) {
    if (code < 0x80 && is_digit(static_cast<char>(code))) marks_ |= kDigits;
    if (code == '.') marks_ |= kDot;
    if (code == '@') marks_ |= kAt;
    if (code == '-') marks_ |= kDash;
    if (code == '/') marks_ |= kSlash;
    if (code == ':' || code == 'h') marks_ |= kColon;
    if (classes_of(code) & kCurrency) marks_ |= kCurrencies;
  }

  bool may_have(Pattern pattern) const {
    const auto has = [&](int marks) { return (marks_ & marks) == marks; };
    switch (pattern) {
      case Pattern::kEllipsis:
        return has(kDot);
      case Pattern::kEmail:
        return has(kAt);
      case Pattern::kUrl:
        return has(kDot) || (has(kColon) && has(kSlash));
      case Pattern::kFullDate:
      case Pattern::kPhone:
      case Pattern::kNumbers:
        return has(kDigits);
      case Pattern::kMonth:
      case Pattern::kDate:
        return has(kDigits | kSlash);
      case Pattern::kTime:
        return has(kDigits | kColon);
      case Pattern::kMoney:
        return has(kDigits | kCurrencies);
      case Pattern::kShortName:
        return has(kDot) || has(kDash);
      default:
        return true;
    }
  }

  // URLs cut only what is ASCII and has no single capital between its dots.
  bool may_be_cut_at_url(size_t from) {
    if (last_foreign_ != kNowhere && last_foreign_ >= from) return false;
    if (is_upper(t_[from]) && (from + 1 == t_.end || t_[from + 1] == '.')) return false;
    if (!capital_known_) last_capital_ = find_last_capital();
    capital_known_ = true;
    return last_capital_ == kNowhere || last_capital_ < from;
  }

  size_t find_last_capital() const {
    for (size_t p = t_.end; p-- > begin_;) {
      const bool alone = (p == begin_ || t_[p - 1] == '.') && (p + 1 == t_.end || t_[p + 1] == '.');
      if (alone && is_upper(t_[p])) return p;
    }
    return kNowhere;
  }

  size_t match_at(Pattern pattern, size_t p) {
    switch (pattern) {
      case Pattern::kEllipsis:
        return match_ellipsis(t_, p);
      case Pattern::kFullDate:
        return match_full_date(t_, p);
      case Pattern::kMonth:
        return match_month(t_, p);
      case Pattern::kDate:
        return match_date(t_, p);
      case Pattern::kTime:
        return match_time(t_, p);
      case Pattern::kMoney:
        return match_money(p);
      case Pattern::kPhone:
        return match_phone(t_, p);
      case Pattern::kShortName:
        return match_name(p);
      case Pattern::kNumbers:
        return match_numbers(p);
      case Pattern::kPunctuation:
        return match_punctuation(t_, p);
      case Pattern::kSpecial:
        return match_special(t_, p);
      default:
        return 0;
    }
  }

  bool is_all(Pattern pattern, size_t from) {
    if (pattern == Pattern::kUrl) return url_.is_url(from);
    if (pattern == Pattern::kTime) return is_time(t_, from);
    if (pattern != Pattern::kEmail) return match_at(pattern, from) == t_.end;
    const Match email = find(Pattern::kEmail, from);
    return email.begin == from && email.end == t_.end;
  }

  Match find(Pattern pattern, size_t from) {
    Cached& cached = cached_[static_cast<size_t>(pattern)];
    if (cached.known && cached.match.begin >= from) return cached.match;
    cached = {true, pattern == Pattern::kUrl ? url_.find(from) : pattern == Pattern::kEmail ? find_email(from) : search(pattern, from)};
    return cached.match;
  }

  Match search(Pattern pattern, size_t p) {
    while (p < t_.end) {
      if (const size_t end = match_at(pattern, p)) return {p, end};
      p = after_miss(pattern, p);
    }
    return {};
  }

  // Where to look next: where a run of digits or letters matches nothing, no later part of the run does.
  size_t after_miss(Pattern pattern, size_t p) {
    if (pattern == Pattern::kMoney && is_digit(t_[p])) return skip_number(p);
    if (pattern == Pattern::kPhone && is_digit(t_[p])) return skip_digits(t_, p);
    if (pattern == Pattern::kShortName) {
      const size_t letters = skip_letters(t_, p);
      if (letters > p) return letters;
    }
    return p + t_.decode(p).size;
  }

  size_t skip_number(size_t p) {
    if (p < number_.begin || p >= number_.end) number_ = {p, vncorenlp::skip_number(t_, p)};
    return number_.end;
  }

  // \p{Sc}\d+([.,]\d+)* or \d+([.,]\d+)*\p{Sc}
  size_t match_money(size_t p) {
    if (is_digit(t_[p])) {
      const size_t number = skip_number(p), end = skip_currency(t_, number);
      return end > number ? end : 0;
    }
    const size_t number = skip_currency(t_, p);
    return number > p && is_digit(t_[number]) ? skip_number(number) : 0;
  }

  // Numbers with a sign before, % and a currency after, and + - * / between them.
  size_t match_numbers(size_t p) {
    p += t_[p] == '+' || t_[p] == '-';
    if (!is_digit(t_[p])) return 0;
    if (p >= sum_.begin && p < sum_.end) return sum_.end;
    sum_.begin = p;
    for (;;) {
      size_t end = skip_number(p);
      end += t_[end] == '%';
      end = sum_.end = skip_currency(t_, end);
      if (t_[end] != '+' && t_[end] != '-' && t_[end] != '*' && t_[end] != '/') return end;
      p = end + 1;
      p += t_[p] == '+' || t_[p] == '-';
      if (!is_digit(t_[p])) return end;
    }
  }

  size_t match_name(size_t p) {
    const size_t letters = skip_letters(t_, p);
    return letters > p ? match_short_name(t_, letters) : 0;
  }

  // [\w.-]+@([\w-]+\.)*[\w-]+
  Match find_email(size_t from) {
    if (!at_known_ || (at_ != kNowhere && at_ <= from)) find_at(from);
    if (at_ == kNowhere) return {};
    return {local_ > from ? local_ : from, domain_};
  }

  static bool in_label(char c) { return is_word(c) || c == '-'; }

  // The next @ with a character of a name before it and after it, and how far the names go.
  void find_at(size_t from) {
    at_known_ = true;
    for (at_ = from + 1; at_ < t_.end; at_++)
      if (t_[at_] == '@' && (in_label(t_[at_ - 1]) || t_[at_ - 1] == '.') && in_label(t_[at_ + 1])) break;
    if (at_ >= t_.end) {
      at_ = kNowhere;
      return;
    }
    for (local_ = at_ - 1; local_ > from && (in_label(t_[local_ - 1]) || t_[local_ - 1] == '.');) local_--;
    for (domain_ = at_ + 1; in_label(t_[domain_]) || (t_[domain_] == '.' && in_label(t_[domain_ + 1]));) domain_++;
  }

  struct Cached {
    bool known = false;
    Match match;
  };

  Bytes t_;
  const FixedForms& forms_;
  UrlFinder url_;
  size_t begin_;
  size_t last_mark_ = kNowhere, last_foreign_ = kNowhere, last_capital_ = kNowhere;
  bool capital_known_ = false, at_known_ = false;
  uint8_t marks_ = 0;
  std::vector<Found> found_;
  size_t form_ = 0;
  size_t at_ = kNowhere, local_ = 0, domain_ = 0;
  Match number_{0, 0}, sum_{0, 0};
  std::array<Cached, kPatterns> cached_;
};

}  // namespace tieng::vncorenlp
