// Where VnCoreNLP finds a URL in a piece of text without white space.
#pragma once

#include "vncorenlp_patterns.hpp"

namespace tieng::vncorenlp {

inline constexpr size_t kNowhere = ~size_t{0};

struct Match {
  size_t begin = kNowhere;
  size_t end = kNowhere;

  explicit operator bool() const { return begin != kNowhere; }
};

// Where URLs are. Those with a scheme or `www.` reach to the end of the piece; the others need a dot before two to
// six lower-case letters.
class UrlFinder {
 public:
  UrlFinder(Bytes t, size_t begin) : t_(t), begin_(begin) {}

  Match find(size_t from) {
    if (scheme_.begin < from || !searched_) scheme_ = find_scheme(from);
    searched_ = true;
    const Match host = find_host(from);
    return scheme_.begin <= host.begin ? scheme_ : host;
  }

  // Whether all from here to the end is a URL.
  bool is_url(size_t p) {
    if (is_open(p)) return true;
    const size_t scheme = skip_http(p), host = scheme ? scheme : p;
    return host >= tail() && has_host(host);
  }

 private:
  static bool in_host(char c) {
    return is_word(c) || c == '-' || c == '@' || c == ':' || c == '%' || c == '.' || c == '+' || c == '~' || c == '#' || c == '=';
  }
  static bool in_path(char c) { return in_host(c) || c == '?' || c == '&' || c == '/'; }

  size_t skip_http(size_t p) const {
    return t_.starts_with(p, "http://") ? p + 7 : t_.starts_with(p, "https://") ? p + 8 : 0;
  }

  // https?://, ftp:// or www. and two characters more
  bool is_open(size_t p) const {
    size_t after = t_.starts_with(p, "www.") ? p + 4 : t_.starts_with(p, "ftp://") ? p + 6 : skip_http(p);
    if (!after || after >= t_.end) return false;
    const char first = t_[after];
    if (first == '/' || first == '$' || first == '.' || first == '?' || first == '#') return false;
    after += t_.decode(after).size;
    return after < t_.end && !t_.starts_with(after, u8"\u0085") && !t_.starts_with(after, u8"\u2028") &&
           !t_.starts_with(after, u8"\u2029");
  }

  Match find_scheme(size_t p) {
    for (; p < t_.end; p++) {
      const char c = t_[p];
      if (c != 'h' && c != 'f' && c != 'w') continue;
      if (is_open(p)) return {p, t_.end};
      const size_t host = skip_http(p);
      if (host && has_host(host)) return {p, skip_path(host)};
    }
    return {};
  }

  // The leftmost start of a host without a scheme, at most 256 characters (260 with `www.`) before its dot.
  Match find_host(size_t p) {
    while (p < t_.end) {
      if (!in_host(t_[p])) {
        p++;
        continue;
      }
      const size_t dot = next_dot(p + 2);
      if (dot == kNowhere) return {};
      const size_t run = skip_host(p);
      if (dot < run) {
        size_t begin = dot - p > 260 ? dot - 260 : p;
        while (dot - begin > 256 && !t_.starts_with(begin, "www.")) begin++;
        return {begin, skip_path(begin)};
      }
      p = run;
    }
    return {};
  }

  // Whether a host of at least two characters starts at `p`, with a dot that a top-level name follows.
  bool has_host(size_t p) {
    const size_t dot = next_dot(p + 2);
    const size_t most = t_.starts_with(p, "www.") ? 260 : 256;
    return dot != kNowhere && dot - p <= most && skip_host(p) > dot;
  }

  // The next dot with a top-level name: two to six lower-case letters and then no letter, digit or underscore.
  size_t next_dot(size_t from) {
    if (from >= dot_from_ && from <= dot_) return dot_;
    dot_from_ = from;
    for (dot_ = from; dot_ < t_.end; dot_++) {
      if (t_[dot_] != '.') continue;
      size_t end = dot_ + 1;
      while (end <= dot_ + 7 && is_lower(t_[end])) end++;
      if (end >= dot_ + 3 && end <= dot_ + 7 && !is_word(t_[end])) return dot_;
    }
    return dot_ = kNowhere;
  }

  size_t skip_host(size_t p) {
    if (p >= run_begin_ && p < run_end_) return run_end_;
    run_begin_ = run_end_ = p;
    while (run_end_ < t_.end && in_host(t_[run_end_])) run_end_++;
    return run_end_;
  }

  size_t skip_path(size_t p) const {
    while (p < t_.end && in_path(t_[p])) p++;
    return p;
  }

  // Where the characters that URLs may have begin, of those at the end of the piece.
  size_t tail() {
    if (tail_ == kNowhere)
      for (tail_ = t_.end; tail_ > begin_ && in_path(t_[tail_ - 1]);) tail_--;
    return tail_;
  }

  Bytes t_;
  size_t begin_;
  bool searched_ = false;
  Match scheme_;
  size_t dot_from_ = kNowhere, dot_ = 0;
  size_t run_begin_ = 0, run_end_ = 0;
  size_t tail_ = kNowhere;
};

}  // namespace tieng::vncorenlp
