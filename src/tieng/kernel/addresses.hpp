// URLs and e-mail addresses: where one that starts here ends. Look-ahead without a match is bounded.
#pragma once

#include <algorithm>
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

// Those that are words in running text, so that a path must follow: `youtu.be/…`, `bit.ly/…`.
inline bool is_top_level_of_path(std::string_view label) {
  static constexpr std::string_view kLabels[] = {
      "ly", "be", "gl", "co", "gg", "to", "cc", "sh", "page", "link", "site", "store", "top", "vip", "pro", "id", "th",
      "la", "kh", "my", "ph", "in", "ca", "eu", "it", "nl", "tw", "hk", "ee", "st", "so", "fm", "cloud", "tech", "wiki"};
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

// The length of a host after `www.` whose names may have letters of any script; 0 for none.
inline size_t wide_domain(std::string_view text) {
  constexpr size_t kLongest = 253;
  const char* const end = text.data() + std::min(text.size(), kLongest);
  size_t last = 0, dots = 0, label = 0;
  for (size_t i = 0; i < text.size();) {
    const Char c = decode(text.data() + i, end);
    const CharClass cls = char_class(c.code);
    const bool dot = c.code == '.';
    if (!c.size || (dot && i == label)) break;
    if (!dot && c.code != '-' && cls != CharClass::kDigit && cls != CharClass::kMark && !is_letter(cls)) break;
    i += c.size;
    if (dot) {
      label = i;
    } else if (c.code != '-') {
      dots += i - c.size == label && label;
      last = i;
    }
  }
  return dots > 1 ? last : 0;
}

// `:` and up to five digits.
inline size_t port(std::string_view text) {
  size_t end = 1;
  if (text.empty() || text[0] != ':') return 0;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') end++;
  return end > 1 && end <= 6 && (end == text.size() || !is_alnum(text[end])) ? end : 0;
}

inline size_t url(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://", "ftp://"})
    if (starts_with(text, scheme)) {
      const size_t end = tail(text, scheme.size());
      return end > scheme.size() ? end : 0;
    }
  const bool www = starts_with(text, "www.");
  size_t host = domain(text);
  const std::string_view top = last_label(text.substr(0, host));
  if (!host && www) host = wide_domain(text);
  if (!host) return 0;
  const size_t after = host + port(text.substr(host));
  const bool path = after < text.size() && text[after] == '/';
  if (!www && !is_top_level(top) && !(path && is_top_level_of_path(top))) return 0;
  const bool query = after < text.size() && (text[after] == '?' || text[after] == '#');
  return path || query ? tail(text, after) : after;
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
