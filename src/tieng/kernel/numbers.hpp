// Numbers: groups of digits, what stands between them, and what that makes of them: a date, a time.
#pragma once

#include <string_view>

#include "parts.hpp"

namespace tieng {

struct Digits {
  int groups = 0;
  int size[3] = {};        // digits of the first three groups
  int value[3] = {};       // and their values, where short
  uint32_t separator = 0;  // the one between all groups, or 0 where they differ

  bool day_month(int day, int month) const {
    return value[day] <= 31 && value[month] <= 12 && size[day] <= 2 && size[month] <= 2;
  }
};

// ` . ` and three digits, no more.
inline bool starts_spaced_thousands(Cursor at) {
  for (const char expected : {' ', '.', ' '}) {
    if (!at.is(static_cast<unsigned char>(expected))) return false;
    at.advance();
  }
  for (int i = 0; i < 3; i++, at.advance())
    if (!at.digit()) return false;
  return !at.digit() && !at.letter();
}

inline void read_group(Cursor& at, Digits& digits) {
  int size = 0, value = 0;
  for (; at.digit() || at.cls() == CharClass::kMark || at.cls() == CharClass::kNumber; at.advance()) {
    size += at.digit();
    if (size <= 4 && at.digit()) value = value * 10 + static_cast<int>(at.code() & 0xF) % 10;
  }
  if (digits.groups < 3) {
    digits.size[digits.groups] = size;
    digits.value[digits.groups] = value;
  }
  digits.groups++;
}

inline bool is_digit_separator(uint32_t code) {
  return code == '.' || code == ',' || code == ':' || code == '/' || code == '-' || code == 0x2013;
}

// `32.000`, `3,5`, `26/3`, `30-4-1975`, `14:30`, `2016–2017`, and `32 . 000` of texts that were tokenised before
inline Digits read_digits(Cursor& at) {
  Digits digits;
  for (;;) {
    read_group(at, digits);
    if (starts_spaced_thousands(at)) {
      for (int i = 0; i < 3; i++) at.advance();
      continue;
    }
    const uint32_t separator = at.code();
    if (!is_digit_separator(separator) || !at.next().digit()) return digits;
    digits.separator = digits.groups == 1 || digits.separator == separator ? separator : 0;
    at.advance();
  }
}

inline TokenKind kind_of(const Digits& digits) {
  if (digits.separator == ':' && digits.groups <= 3 && digits.value[0] < 25 && digits.size[1] == 2) return TokenKind::kTime;
  const bool slashed = digits.separator == '/' || digits.separator == '-';
  if (!slashed && digits.separator != '.') return TokenKind::kNumber;
  if (digits.groups == 3 && digits.day_month(0, 1) && digits.size[2] != 3) return TokenKind::kDate;
  if (digits.groups == 3 && slashed && digits.size[0] == 4 && digits.day_month(2, 1)) return TokenKind::kDate;  // ISO 8601
  if (digits.groups != 2 || !slashed) return TokenKind::kNumber;
  const bool month_year = digits.value[0] <= 12 && digits.size[1] == 4;
  return digits.day_month(0, 1) || month_year ? TokenKind::kDate : TokenKind::kNumber;
}

// Two numbers apart by a hyphen that may as well be a score or a range, and `24/7`.
inline bool is_doubtful_date(std::string_view text) {
  Cursor at(text.data(), text.data() + text.size(), 0);
  const Digits digits = read_digits(at);
  const bool both_are_months = digits.value[0] <= 12 && digits.size[1] <= 2;
  return digits.groups == 2 && ((digits.separator == '-' && both_are_months) || text == "24/7");
}

}  // namespace tieng
