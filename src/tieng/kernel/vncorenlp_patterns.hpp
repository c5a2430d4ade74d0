// The kinds of token that VnCoreNLP knows by a regular expression, each as a function of its own.
//
// A function gives the end of the match that Java's matcher would find at `p`, or 0 for none: the first one in the
// order of the alternatives, which for times is not the longest. All of them read ahead a bounded number of
// characters or runs of characters; `Piece` sees to it that no run is read again and again.
#pragma once

#include <string_view>

#include "vncorenlp_characters.hpp"

namespace tieng::vncorenlp {

// The text up to the end of a piece; NUL, which no pattern has, stands after it.
struct Bytes {
  const char* text;
  size_t end;

  char operator[](size_t i) const { return i < end ? text[i] : '\0'; }
  Char decode(size_t i) const { return tieng::decode(text + i, text + end); }
  bool starts_with(size_t i, std::string_view prefix) const {
    return i <= end && std::string_view(text + i, end - i).substr(0, prefix.size()) == prefix;
  }
};

inline size_t skip_digits(Bytes t, size_t p) {
  while (is_digit(t[p])) p++;
  return p;
}

inline size_t skip_letters(Bytes t, size_t p) {
  while (p < t.end) {
    const Char c = t.decode(p);
    if (!(classes_of(c.code) & kLetter)) break;
    p += c.size;
  }
  return p;
}

inline size_t skip_currency(Bytes t, size_t p) {
  if (p >= t.end) return p;
  const Char c = t.decode(p);
  return classes_of(c.code) & kCurrency ? p + c.size : p;
}

// \d+([.,]\d+)*
inline size_t skip_number(Bytes t, size_t p) {
  p = skip_digits(t, p);
  while ((t[p] == '.' || t[p] == ',') && is_digit(t[p + 1])) p = skip_digits(t, p + 1);
  return p;
}

// \.{2,}
inline size_t match_ellipsis(Bytes t, size_t p) {
  if (t[p] != '.' || t[p + 1] != '.') return 0;
  while (t[p] == '.') p++;
  return p;
}

inline bool is_day(char tens, char ones) {
  return tens == '0' ? ones >= '1' && ones <= '9' : tens == '3' ? ones == '0' || ones == '1' : (tens == '1' || tens == '2') && is_digit(ones);
}

inline bool is_month(char tens, char ones) {
  return tens == '0' ? ones >= '1' && ones <= '9' : tens == '1' && ones >= '0' && ones <= '2';
}

// The end of a day or a month with one of `marks` after it.
template <class IsNumber>
size_t skip_date_part(Bytes t, size_t p, std::string_view marks, IsNumber two_digits) {
  const auto marked = [&](size_t i) { return i < t.end && marks.find(t.text[i]) != marks.npos; };
  if (t[p] >= '1' && t[p] <= '9' && marked(p + 1)) return p + 1;
  return two_digits(t[p], t[p + 1]) && marked(p + 2) ? p + 2 : 0;
}

inline size_t match_year(Bytes t, size_t p) {
  for (size_t i = 0; i < 4; i++)
    if (!is_digit(t[p + i])) return 0;
  return p + 4;
}

// 24-12-2010, 1/5.1975
inline size_t match_full_date(Bytes t, size_t p) {
  const size_t day = skip_date_part(t, p, "/-.", is_day);
  const size_t month = day ? skip_date_part(t, day + 1, "/-.", is_month) : 0;
  return month ? match_year(t, month + 1) : 0;
}

// 5/2010
inline size_t match_month(Bytes t, size_t p) {
  const size_t month = skip_date_part(t, p, "/", is_month);
  return month ? match_year(t, month + 1) : 0;
}

// 20/5
inline size_t match_date(Bytes t, size_t p) {
  const size_t day = skip_date_part(t, p, "/", is_day);
  if (!day) return 0;
  const size_t month = day + 1;
  if (is_month(t[month], t[month + 1])) return month + 2;
  return t[month] >= '1' && t[month] <= '9' ? month + 1 : 0;
}

// 10:50:30
inline size_t match_clock(Bytes t, size_t p) {
  for (size_t i = 0; i < 8; i++)
    if (i % 3 == 2 ? t[p + i] != ':' : !is_digit(t[p + i])) return 0;
  return p + 8;
}

// The minutes that follow an hour and `:` or `h`.
inline size_t minutes_of_time(Bytes t, size_t p) {
  const auto marked = [&](size_t i) { return t[i] == ':' || t[i] == 'h'; };
  if (is_digit(t[p]) && marked(p + 1)) return p + 2;
  const bool two_digits = t[p] == '0' || t[p] == '1' ? is_digit(t[p + 1]) : t[p] == '2' && t[p + 1] >= '0' && t[p + 1] <= '3';
  return two_digits && marked(p + 2) ? p + 3 : 0;
}

inline constexpr std::string_view kRightQuote = "\xE2\x80\x99";

// 9h5: of 10:50 inside of a piece, only 10:5, because the expression tries one digit of the minutes first.
inline size_t match_time(Bytes t, size_t p) {
  if (const size_t clock = match_clock(t, p)) return clock;
  const size_t minutes = minutes_of_time(t, p);
  if (!minutes || !is_digit(t[minutes])) return 0;
  const size_t end = minutes + (t[minutes] == '0' && is_digit(t[minutes + 1]) ? 2 : 1);
  if (t.starts_with(end, kRightQuote)) return end + kRightQuote.size();
  return t[end] == '\'' || t[end] == 'p' ? end + 1 : end;
}

// Whether all that is left is a time: 10:50, 9h30ph.
inline bool is_time(Bytes t, size_t p) {
  if (match_clock(t, p) == t.end) return true;
  const size_t minutes = minutes_of_time(t, p);
  if (!minutes || !is_digit(t[minutes])) return false;
  const size_t after = minutes + (t[minutes] <= '5' && is_digit(t[minutes + 1]) ? 2 : 1);
  const std::string_view rest(t.text + after, t.end - after);
  return rest.empty() || rest == "'" || rest == "p" || rest == "ph" || rest == kRightQuote;
}

// The three groups of digits of a telephone number, with at most one point or hyphen between two.
inline size_t match_phone_digits(Bytes t, size_t p) {
  const auto mark = [&](size_t i) { return t[i] == '.' || t[i] == '-'; };
  const size_t first = skip_digits(t, p), length = first - p;
  if (length < 2) return 0;
  if (mark(first)) {
    const size_t second = skip_digits(t, first + 1), second_length = second - first - 1;
    if (second_length >= 3) {
      const size_t third = mark(second) ? skip_digits(t, second + 1) : second;
      if (third >= second + 4) return third;
      if (second_length >= 6 || length >= 5) return second;
    }
  }
  return length >= 8 ? first : 0;
}

// 0912.345.678, (+84)912-345-678
inline size_t match_phone(Bytes t, size_t p) {
  if (is_digit(t[p])) return match_phone_digits(t, p);
  p += t[p] == '(';
  if (t[p] != '+' || !is_digit(t[p + 1])) return 0;
  for (size_t country = is_digit(t[p + 2]) ? p + 3 : p + 2; country > p + 1; country--) {
    size_t number = country;
    number += t[number] == ')';
    number += t[number] == '.' || t[number] == '-';
    if (const size_t end = match_phone_digits(t, number)) return end;
  }
  return 0;
}

// TP.HCM, Jean-Paul, COVID-19. `letters` is the end of the letters at its start, of which there is at least one.
inline size_t match_short_name(Bytes t, size_t letters) {
  size_t end = letters;
  while (t[end] == '.' || t[end] == '-') {
    const size_t next = skip_letters(t, end + 1);
    if (next == end + 1) break;
    end = next;
  }
  if (end != letters) return end;
  return t[end] == '-' && is_digit(t[end + 1]) ? skip_digits(t, end + 1) : 0;
}

// The marks that are tokens of their own. Some are sequences that came about when the expression itself was once
// read in the wrong encoding; they are part of what it does.
inline size_t match_punctuation(Bytes t, size_t p) {
  static constexpr std::string_view kSingle = ",.:?!;-_\"'|()[]{}\\/";
  static constexpr std::string_view kSequences[] = {
      u8"\u201c", u8"\u201d", u8"\u2026", u8"\u2018", u8"\u2019", u8"\u00b7",
      u8"\u00e2\u0178\u00a8", u8"\u00e2\u0178\u00a9", u8"\u00c2\u00ab", u8"\u00c2\u00bb",
      u8"\u00e2\u20ac\u02dc", u8"\u00e2\u20ac\u2122", u8"\u00e2\u20ac\u0153", u8"\u00e2\u20ac\ufffd",
      u8"\u00e2\u20ac\u00a6"};
  const char c = t[p];
  if (is_ascii(c)) return c != '\0' && kSingle.find(c) != kSingle.npos ? p + 1 : 0;
  if (c != '\xE2' && c != '\xC2' && c != '\xC3') return 0;
  for (const std::string_view sequence : kSequences)
    if (t.starts_with(p, sequence)) return p + sequence.size();
  return 0;
}

inline size_t match_special(Bytes t, size_t p) {
  static constexpr std::string_view kSingle = "~@#^&*+-<>|", kSequence = u8"\u00e2\u20ac\u201c";
  const char c = t[p];
  if (is_ascii(c)) return c != '\0' && kSingle.find(c) != kSingle.npos ? p + 1 : 0;
  return t.starts_with(p, kSequence) ? p + kSequence.size() : 0;
}

}  // namespace tieng::vncorenlp
