// Tokens as VnCoreNLP cuts them.
#pragma once

#include <vector>

#include "tokens.hpp"
#include "vncorenlp_piece.hpp"

namespace tieng::vncorenlp {

struct Cut {
  size_t begin, end;  // bytes
  TokenKind kind;
};

class TokenCutter {
 public:
  TokenCutter(const FixedForms& forms, const char* text, std::vector<Cut>& cuts) : forms_(forms), text_(text), cuts_(cuts) {}

  // The tokens of one line.
  void cut_line(size_t begin, size_t end) {
    trim(begin, end);
    while (begin < end) {
      size_t after = begin;
      while (after < end && !is_space(text_[after])) after++;
      cut(begin, after, 0);
      while (after < end && is_space(text_[after])) after++;
      begin = after;
    }
  }

 private:
  // What is left of a piece and right of a cut lies deeper by one. Each level has fewer kinds of thing to cut at, but
  // for URLs, which a cut may bring about; without a bound, a text made for it would need a deeper stack than there is.
  static constexpr int kDeepestUrl = 64;

  void trim(size_t& begin, size_t& end) const {
    while (begin < end && is_trimmed(text_[begin])) begin++;
    while (begin < end && is_trimmed(text_[end - 1])) end--;
  }

  void cut_part(size_t begin, size_t end, int depth) {
    trim(begin, end);
    if (begin < end) cut(begin, end, depth);
  }

  void cut(size_t begin, size_t end, int depth) {
    if (is_plain(begin, end)) return add(begin, end);
    if (text_[end - 1] == ',') return cut_commas(begin, end, depth);
    if (forms_.is_form(view(begin, end), false)) return add(begin, end, TokenKind::kAbbreviation);
    if (text_[end - 1] == '.' && last_classes(begin, end - 1) & kAlphabetic) return cut_full_stop(begin, end, depth);
    if (forms_.is_form(view(begin, end), true)) return add(begin, end, TokenKind::kCode);
    break_up(begin, end, depth);
  }

  // One UTF-16 unit, or letters and digits only.
  bool is_plain(size_t begin, size_t end) const {
    const Char first = decode(text_ + begin, text_ + end);
    if (begin + first.size == end && first.code < 0x10000) return true;
    for (size_t p = begin; p < end;) {
      const Char c = decode(text_ + p, text_ + end);
      if (!(unit_classes_of(c.code) & (kLetter | kDigit))) return false;
      p += c.size;
    }
    return true;
  }

  void cut_commas(size_t begin, size_t end, int depth) {
    size_t body = end;
    while (body > begin && (text_[body - 1] == ',' || is_trimmed(text_[body - 1]))) body--;
    cut_part(begin, body, depth);
    for (size_t p = body; p < end; p++)
      if (text_[p] == ',') add(p, p + 1, TokenKind::kPunctuation);
  }

  // An initial keeps its dot, and so does all that has a short name in it: TP.HCM.
  void cut_full_stop(size_t begin, size_t end, int depth) {
    const Char first = decode(text_ + begin, text_ + end);
    const bool initial = begin + first.size == end - 1 && unit_classes_of(first.code) & kUpper;
    if (initial || has_short_name(begin, end)) return add(begin, end, TokenKind::kAbbreviation);
    cut_part(begin, end - 1, depth + 1);
    add(end - 1, end, TokenKind::kPunctuation);
  }

  bool has_short_name(size_t begin, size_t end) const {
    const Bytes t{text_, end};
    for (size_t p = begin; p < end;) {
      const size_t letters = skip_letters(t, p);
      if (letters > p && match_short_name(t, letters)) return true;
      p = letters > p ? letters : p + t.decode(p).size;
    }
    return false;
  }

  uint8_t last_classes(size_t begin, size_t end) const {
    if (begin == end) return 0;
    size_t p = end - 1;
    while (p > begin && (text_[p] & 0xC0) == 0x80) p--;
    return unit_classes_of(decode(text_ + p, text_ + end).code);
  }

  void break_up(size_t begin, size_t end, int depth) {
    Piece piece(forms_, text_, begin, end);
    for (bool whole = true; begin < end; whole = false) {
      if (!whole) {
        while (begin < end && is_trimmed(text_[begin])) begin++;
        if (begin == end) return;
        if (is_trimmed(text_[end - 1])) return cut_part(begin, end, depth + 1);  // once: what it cuts has another end
        if (is_settled(piece, begin, end)) return;
      }
      if (const Match form = piece.find_form(begin)) {
        cut_part(begin, form.begin, depth + 1);
        cut_part(form.begin, form.end, depth + 1);
        begin = form.end;
        continue;
      }
      Pattern pattern;
      if (piece.is_one(begin, pattern)) return add(begin, end, kind_of(pattern, end));
      const Match match = piece.find(begin, depth < kDeepestUrl, pattern);
      if (!match) return add(begin, end);
      if (pattern == Pattern::kMonth && !has_letter(begin, match.begin)) return add(begin, end, TokenKind::kDate);
      cut_part(begin, match.begin, depth + 1);
      cut_part(match.begin, match.end, depth + 1);
      begin = match.end;
    }
  }

  // What `cut` asks first, for the rest of a piece. Its end has been looked at when the piece was whole.
  bool is_settled(const Piece& piece, size_t begin, size_t end) {
    const Char first = decode(text_ + begin, text_ + end);
    if (!piece.has_mark(begin) || (begin + first.size == end && first.code < 0x10000)) return add(begin, end), true;
    const bool exception = forms_.is_form(view(begin, end), true);
    if (!exception && !forms_.is_form(view(begin, end), false)) return false;
    return add(begin, end, exception ? TokenKind::kCode : TokenKind::kAbbreviation), true;
  }

  bool has_letter(size_t begin, size_t end) const {
    for (size_t p = begin; p < end;) {
      const Char c = decode(text_ + p, text_ + end);
      if (unit_classes_of(c.code) & kLetter) return true;
      p += c.size;
    }
    return false;
  }

  TokenKind kind_of(Pattern pattern, size_t end) const {
    switch (pattern) {
      case Pattern::kEmail:
        return TokenKind::kEmail;
      case Pattern::kUrl:
        return TokenKind::kUrl;
      case Pattern::kFullDate:
      case Pattern::kMonth:
      case Pattern::kDate:
        return TokenKind::kDate;
      case Pattern::kTime:
        return TokenKind::kTime;
      case Pattern::kNumbers:
        return text_[end - 1] == '%' ? TokenKind::kPercent : TokenKind::kNumber;
      case Pattern::kMoney:
      case Pattern::kPhone:
        return TokenKind::kNumber;
      case Pattern::kShortName:
        return TokenKind::kWord;
      default:
        return TokenKind::kPunctuation;
    }
  }

  // The kind of what no pattern names.
  TokenKind kind_of(size_t begin, size_t end) const {
    bool letters = false, digits = false;
    for (size_t p = begin; p < end;) {
      const Char c = decode(text_ + p, text_ + end);
      letters |= (classes_of(c.code) & kLetter) != 0;
      digits |= (classes_of(c.code) & kDigit) != 0;
      p += c.size;
    }
    if (letters || digits) return letters && digits ? TokenKind::kCode : letters ? TokenKind::kWord : TokenKind::kNumber;
    const CharClass first = char_class(decode(text_ + begin, text_ + end).code);
    if (first == CharClass::kPunctuation) return TokenKind::kPunctuation;
    if (first == CharClass::kEmoji || first == CharClass::kRegional) return TokenKind::kEmoji;
    return first == CharClass::kSymbol ? TokenKind::kSymbol : TokenKind::kOther;
  }

  std::string_view view(size_t begin, size_t end) const { return {text_ + begin, end - begin}; }

  void add(size_t begin, size_t end) { add(begin, end, kind_of(begin, end)); }
  void add(size_t begin, size_t end, TokenKind kind) { cuts_.push_back({begin, end, kind}); }

  const FixedForms& forms_;
  const char* text_;
  std::vector<Cut>& cuts_;
};

}  // namespace tieng::vncorenlp
