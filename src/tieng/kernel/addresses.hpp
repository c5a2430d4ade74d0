// URLs and e-mail addresses: where one that starts here ends. Look-ahead without a match is bounded.
#pragma once

#include <string_view>

#include "characters.hpp"

namespace tieng::addresses {

inline bool is_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

inline bool starts_with(std::string_view text, std::string_view lower_prefix) {
  if (text.size() < lower_prefix.size()) return false;
  for (size_t i = 0; i < lower_prefix.size(); i++) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? c | 32 : c) != lower_prefix[i]) return false;
  }
  return true;
}

inline bool is_top_level(std::string_view label) {
  static constexpr std::string_view kLabels[] = {
      "vn", "com", "net", "org", "edu", "gov", "info", "io",   "tv",   "biz",    "me",   "us",  "uk", "de",  "fr",   "jp",
      "cn", "ru",  "au",  "kr",  "sg",  "asia", "xyz", "online", "shop", "dev", "app", "ai",  "news", "club", "mobi"};
  for (const auto known : kLabels)
    if (label == known) return true;
  return false;
}

// The length of the domain name at the start of `text`, without a last dot; 0 for none.
inline size_t domain(std::string_view text) {
  constexpr size_t kLongest = 253;  // RFC 1035
  size_t end = 0, label = 0, i = 0;
  bool dotted = false;
  for (; i < text.size() && i < kLongest; i++) {
    if (text[i] == '.') {
      if (i == label) break;
      label = i + 1;
    } else if (is_alnum(text[i])) {
      end = i + 1;
      dotted = label > 0;
    } else if (text[i] != '-') {
      break;
    }
  }
  const CharClass next = i < text.size() ? char_class(decode(text.data() + i, text.data() + text.size()).code) : CharClass::kSpace;
  const bool cut_in_word = i < text.size() && static_cast<unsigned char>(text[i]) >= 0x80 && end == i &&
                           (is_letter(next) || next == CharClass::kMark);  // composed or not
  if (!dotted || cut_in_word) return 0;
  return end;
}

inline std::string_view last_label(std::string_view domain) { return domain.substr(domain.rfind('.') + 1); }

// The end of a path: all up to a space, quote or angle bracket, less the punctuation that closes the sentence. A bracket
// that the path itself opens is a part of it (`/wiki/Huế_(tỉnh)`).
inline size_t tail(std::string_view text, size_t from) {
  const char* const end = text.data() + text.size();
  size_t last = from, opened = 0;
  for (size_t i = from; i < text.size();) {
    const Char c = decode(text.data() + i, end);
    const CharClass cls = char_class(c.code);
    if (cls == CharClass::kSpace || cls == CharClass::kBreak || cls == CharClass::kOther) break;
    if (std::u32string_view(U"<>\"“”«»").find(static_cast<char32_t>(c.code)) != std::u32string_view::npos) break;
    i += c.size;
    const bool own = c.code == ')' && opened;
    opened += c.code == '(';
    opened -= own;
    if (own || std::u32string_view(U".,;:!?)]}'’…").find(static_cast<char32_t>(c.code)) == std::u32string_view::npos)
      last = i;
  }
  return last;
}

inline size_t url(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://", "ftp://"})
    if (starts_with(text, scheme)) {
      const size_t end = tail(text, scheme.size());
      return end > scheme.size() ? end : 0;
    }
  const size_t host = domain(text);
  if (!host || (!starts_with(text, "www.") && !is_top_level(last_label(text.substr(0, host))))) return 0;
  const bool path = host < text.size() && (text[host] == '/' || text[host] == '?' || text[host] == '#');
  return path ? tail(text, host) : host;
}

inline size_t email(std::string_view text) {
  constexpr size_t kLongestLocalPart = 64;  // RFC 5321
  size_t at = 0;
  while (at < text.size() && at <= kLongestLocalPart &&
         (is_alnum(text[at]) || std::string_view("._%+-").find(text[at]) != std::string_view::npos))
    at++;
  if (at == 0 || at > kLongestLocalPart || at >= text.size() || text[at] != '@') return 0;
  const size_t host = domain(text.substr(at + 1));
  return host ? at + 1 + host : 0;
}

}  // namespace tieng::addresses
