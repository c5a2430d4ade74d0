// HTML's character references left in a text: `&nbsp;`, `&#7879;`. They stay as they are; each is one token.
#pragma once

#include <string_view>

#include "addresses.hpp"

namespace tieng {

struct Entity {
  size_t size = 0;    // in bytes; 0 for none
  uint32_t code = 0;  // what it stands for; 0 where that is no mark
};

namespace entities {

struct Name {
  std::string_view name;
  uint32_t code;
};

// Those that pages and editors leave; marks have their code points. Of HTML's two thousand names most are never met,
// and `&` stands before other words, too (`Q&A;`).
inline constexpr Name kNames[] = {
    {"amp", '&'},      {"quot", '"'},      {"apos", '\''},    {"lt", '<'},        {"gt", '>'},         {"ndash", 0x2013},
    {"mdash", 0x2014}, {"hellip", 0x2026}, {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"ldquo", 0x201C},   {"rdquo", 0x201D},
    {"sbquo", 0x201A}, {"bdquo", 0x201E},  {"laquo", 0xAB},   {"raquo", 0xBB},    {"bull", 0x2022},    {"middot", 0xB7},
    {"copy", 0xA9},    {"reg", 0xAE},      {"trade", 0x2122}, {"deg", 0xB0},      {"times", 0xD7},     {"plusmn", 0xB1},
    {"euro", 0x20AC},  {"pound", 0xA3},    {"yen", 0xA5},     {"cent", 0xA2},     {"sect", 0xA7},      {"para", 0xB6},
    {"rarr", 0x2192},  {"larr", 0x2190},   {"le", 0x2264},    {"ge", 0x2265},     {"ne", 0x2260},      {"frac12", 0},
    {"frac14", 0},     {"frac34", 0},      {"sup2", 0},       {"sup3", 0},        {"ordm", 0},         {"ordf", 0},
    {"nbsp", 0},       {"ensp", 0},        {"emsp", 0},       {"thinsp", 0},      {"shy", 0},          {"zwj", 0},
    {"zwnj", 0},       {"lrm", 0},         {"rlm", 0},        {"eth", 0},         {"ETH", 0}};

// `agrave`, `Ecirc`: a letter and its mark.
inline bool is_letter_name(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (const std::string_view mark : {"grave", "acute", "circ", "tilde", "uml", "breve", "cedil", "caron", "strok"})
    if (name.substr(1) == mark) return true;
  return false;
}

// The number in `#…`, decimal or after an x; 0 where it is none.
inline uint32_t number(std::string_view digits) {
  const bool hex = !digits.empty() && (digits[0] | 32) == 'x';
  uint32_t code = 0;
  for (const char c : digits.substr(hex)) {
    const char lower = static_cast<char>(c | 32);
    const bool letter = hex && lower >= 'a' && lower <= 'f';
    if (!letter && !(c >= '0' && c <= '9')) return 0;
    code = code * (hex ? 16 : 10) + static_cast<uint32_t>(letter ? lower - 'a' + 10 : c - '0');
  }
  return code < 0x110000 ? code : 0;
}

inline uint32_t mark_or_none(uint32_t code) {
  const CharClass cls = char_class(code);
  return cls == CharClass::kPunctuation || cls == CharClass::kSymbol ? code : 0;
}

}  // namespace entities

// The reference that starts with the `&` at the start of `text`.
[[gnu::noinline]] inline Entity entity(std::string_view text) {
  constexpr size_t kLongest = 8;  // of what stands between `&` and `;`
  size_t end = 1;
  if (end < text.size() && text[end] == '#') end++;
  while (end < text.size() && end <= kLongest && addresses::is_alnum(text[end])) end++;
  if (end >= text.size() || text[end] != ';') return {};
  const std::string_view inside = text.substr(1, end - 1);
  if (!inside.empty() && inside[0] == '#') {
    const uint32_t code = entities::number(inside.substr(1));
    return code ? Entity{end + 1, entities::mark_or_none(code)} : Entity{};
  }
  for (const entities::Name& known : entities::kNames)
    if (inside == known.name) return {end + 1, known.code};
  return entities::is_letter_name(inside) ? Entity{end + 1, 0} : Entity{};
}

}  // namespace tieng
