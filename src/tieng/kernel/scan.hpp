// The scanner: raw text to tokens in one pass. Look-ahead is bounded or read at most twice, so any text costs linear
// time. Units follow the Vietnamese Treebank: `26/3`, `95%`, `54N-7`, `TP.HCM` and `...` are one token each.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "addresses.hpp"
#include "emoticons.hpp"
#include "entities.hpp"
#include "memo.hpp"
#include "numbers.hpp"
#include "parts.hpp"
#include "plain.hpp"

namespace tieng {

class Scanner {
 public:
  // `begun`: tokens stand before these on the same line.
  Scanner(const char* begin, const char* end, bool begun, WordMemo& memo)
      : begin_(begin), end_(end), begun_(begun), plain_(begin, end, memo), at_(begin, end, 0), memo_(memo) {}

  // False at the end of the text; the token then holds the gap before it.
  bool next(Token& token) {
    if (plain_.take(token)) return true;
    at_ = Cursor(plain_.next(), end_, plain_.index());
    token.unigram.known = false;
    token.gap = skip_gap();
    token.begin_byte = at_.at() - begin_;
    token.begin = at_.index();
    if (!at_.done()) scan(token);
    token.end_byte = at_.at() - begin_;
    token.end = at_.index();
    plain_.move(at_.at(), at_.index());
    return token.end > token.begin;
  }

 private:
  Gap skip_gap() {
    Gap gap = Gap::kGlued;
    for (; !at_.done(); at_.advance()) {
      if (at_.cls() == CharClass::kBreak)
        gap = Gap::kBreak;
      else if (at_.cls() == CharClass::kSpace)
        gap = std::max(gap, at_.is('\t') ? Gap::kWide : Gap::kSpace);
      else
        break;
    }
    return gap;
  }

  void scan(Token& token) {
    if (at_.letter()) return scan_word(token);
    if (is_keycap()) return scan_emoji(token);
    if (at_.digit() || at_.cls() == CharClass::kNumber) return scan_number(token);
    if (starts_tag()) return scan_tag(token);
    if (at_.cls() == CharClass::kEmoji || at_.cls() == CharClass::kRegional) return scan_emoji(token);
    if (at_.cls() != CharClass::kPunctuation && at_.cls() != CharClass::kSymbol) return scan_other(token);
    if (!scan_entity(token) && !scan_emoticon(token)) scan_mark(token);
  }

  // --- words ----------------------------------------------------------------------------------------------------

  void scan_word(Token& token) {
    const char* const at = at_.at();
    const WordBytes word = WordBytes::at(at, end_);
    const bool short_form = scan_new_word(token);
    if (!word.size || token.kind != TokenKind::kWord || at_.at() != at + word.size) return;
    token.unigram = memo_.remember(word, at_.index() - token.begin, token.shape, short_form, token.key);
  }

  // Returns whether its first part is a short form.
  bool scan_new_word(Token& token) {
    const Cursor start = at_;
    Part part = read_part(at_);
    const bool short_form = part.is_short_form();
    if (may_be_address() && scan_address(token, start)) return short_form;
    token.kind = part.digits ? TokenKind::kCode : TokenKind::kWord;
    token.key = part.spelling.key();
    token.shape = shape_of(part);
    while (extend(token, part)) {
    }
    return short_form;
  }

  // Takes a separator and the part after it where they belong to the same word: `O'Neill`, `AT&T`, `knock-out`,
  // `F-35`, `TP.HCM`.
  bool extend(Token& token, Part& part) {
    const Cursor after = at_.next();
    const bool alnum = after.letter() || after.digit();
    switch (at_.code()) {
      case '_':
        return alnum && take_part(token, part, after);
      case '\'':
      case 0x2019:
        return after.letter() && take_part(token, part, after);
      case '&':
        return after.upper() && part.all_upper() && take_part(token, part, after);
      case '-':
        return alnum && !hyphen_separates(token, part, after) && take_part(token, part, after);
      case '/':
        return token.kind == TokenKind::kCode && (after.upper() || after.digit()) && take_part(token, part, after);
      case '.':
        if (starts_suffix(at_)) return take_part(token, part, after);
        if (token.kind == TokenKind::kCode) return after.digit() && take_part(token, part, after);  // 29A-123.45
        return extend_dot(token, part, after);
      case '+':
      case '#':
        return take_sign(token, part, after);
      default:
        return false;
    }
  }

  bool take_part(Token& token, Part& part, Cursor from) {
    at_ = from;
    part = read_part(at_);
    token.key = mix(token.key * 31 + part.spelling.key());
    if (token.kind == TokenKind::kAbbreviation) {
      token.shape = Shape::kAbbreviation;
    } else if (part.digits || token.kind == TokenKind::kCode) {
      token.kind = TokenKind::kCode;
      token.shape = Shape::kCode;
    } else {
      token.shape = foreign(token.shape, part);
    }
    return true;
  }

  // `C++`, `C#`; nothing more belongs to the word.
  [[gnu::noinline]] bool take_sign(Token& token, const Part& part, const Cursor& after) {
    const bool sharp = at_.is('#');
    if (sharp ? !part.one_capital() : !after.is('+')) return false;
    const Cursor beyond = sharp ? after : after.next();
    if (beyond.letter() || beyond.digit() || beyond.is('+') || beyond.is('#')) return false;
    token.key = mix(token.key * 31 + at_.code());
    at_ = beyond;
    return false;
  }

  bool extend_dot(Token& token, Part& part, const Cursor& after) {
    if (token.kind != TokenKind::kAbbreviation && part.begin != token.begin) return false;  // `USB-C.`, `GD-ĐT.`
    if (after.letter()) {
      Cursor beyond = after;
      const Part next = read_part(beyond);
      const bool initials = part.one_small() && next.one_small();  // v.v, a.m
      if (!initials && !part.is_short_form()) return false;
      token.kind = TokenKind::kAbbreviation;
      token.shape = Shape::kAbbreviation;
      if (initials || next.all_upper() || next.is_short_form()) return take_part(token, part, after);
      at_ = after;  // of `TP.Hà` and `J.Smith` the dot is the end
      return false;
    }
    if (after.digit()) {
      if (!part.is_short_form()) return false;
      token.kind = TokenKind::kAbbreviation;
      take_part(token, part, after);
      return false;
    }
    return take_last_dot(token, part, after);
  }

  // The last dot belongs to an abbreviation whose last part is a short form or an initial (of `TP.HCM.` it does not),
  // unless it ends the line or more dots follow.
  bool take_last_dot(Token& token, const Part& part, const Cursor& after) {
    if (after.is('.') || after.is(0x2026)) return false;
    const bool dotted = token.kind == TokenKind::kAbbreviation;
    const bool shortened = part.is_short_form() || (dotted && part.one_small());
    if (!shortened || (!dotted && (after.cls() != CharClass::kSpace || line_ends(after)))) return false;
    token.kind = TokenKind::kAbbreviation;
    token.shape = Shape::kAbbreviation;
    at_ = after;
    return false;
  }

  // --- numbers --------------------------------------------------------------------------------------------------

  void scan_number(Token& token) {
    const Cursor start = at_;
    const Digits digits = read_digits(at_);
    if (may_be_address() && scan_address(token, start)) return;
    token.kind = kind_of(digits);
    token.shape = Shape::kNumber;
    if (at_.is('%') || at_.is(0x2030)) {
      at_.advance();
      token.kind = TokenKind::kPercent;
    } else if (at_.letter() || (at_.is('-') && at_.next().letter()) || (at_.is('/') && at_.next().upper()) || starts_suffix(at_)) {
      return scan_code(token, digits, start);
    }
    token.key = kind_key(token.kind);
  }

  // What starts as a number and goes on with letters: `14h30`, `5kg`, `54N-7`, `6-Jan`, `54/2010/TT-BTC`.
  void scan_code(Token& token, const Digits& digits, const Cursor& start) {
    token.kind = TokenKind::kCode;
    token.shape = Shape::kCode;
    token.key = kind_key(TokenKind::kCode);
    Part part;
    const Cursor letters = at_;
    take_part(token, part, at_.letter() ? at_ : at_.next());
    if (may_be_address() && scan_address(token, start)) return;  // 24h.com.vn, 12a@lop.vn
    if (digits.groups == 1 && digits.size[0] <= 2 && is_time(letters)) token.kind = TokenKind::kTime;
    while (extend(token, part)) {
    }
  }

  bool is_time(Cursor at) const {
    if (!at.is('h') && !at.is('H') && !at.is('g')) return false;
    at.advance();
    for (int i = 0; i < 2 && at.digit(); i++) at.advance();
    return at.at() == at_.at();
  }

  // --- everything else ------------------------------------------------------------------------------------------

  bool may_be_address() const {
    switch (at_.code()) {
      case '.':
      case '@':
      case ':':
      case '_':
      case '-':
      case '+':
        return !at_.done();
      default:
        return false;
    }
  }

  bool scan_address(Token& token, const Cursor& start) {
    const std::string_view text(start.at(), end_ - start.at());
    const size_t url = addresses::url(text);
    const size_t size = url ? url : addresses::email(text);
    if (!size) return false;
    token.kind = url ? TokenKind::kUrl : TokenKind::kEmail;
    at_ = start;
    while (at_.at() < start.at() + size) at_.advance();
    token.key = kind_key(token.kind);
    token.shape = Shape::kOther;
    return true;
  }

  bool starts_tag() const {
    if (!at_.is('#') && !at_.is('@')) return false;
    const Cursor after = at_.next();
    return after.letter() || after.digit() || after.is('_');
  }

  void scan_tag(Token& token) {
    token.kind = at_.is('#') ? TokenKind::kHashtag : TokenKind::kMention;
    token.key = kind_key(token.kind);
    token.shape = Shape::kOther;
    do {
      at_.advance();
    } while (at_.letter() || at_.digit() || at_.is('_') || at_.cls() == CharClass::kMark ||
             (token.kind == TokenKind::kMention && is_dot_in_name()));
  }

  // `@lan.anh`, but not `@lan.Anh ấy`
  bool is_dot_in_name() const {
    const Cursor after = at_.next();
    return at_.is('.') && ((after.letter() && !after.upper()) || after.digit() || after.is('_'));
  }

  // `1️⃣`: a digit, # or * with a variation selector and U+20E3.
  bool is_keycap() const {
    if (at_.done() || at_.code() > '9' || !(at_.digit() || at_.is('#') || at_.is('*'))) return false;
    const Cursor after = at_.next();
    return after.is(0x20E3) || (after.is(0xFE0F) && after.next().is(0x20E3));
  }

  // One picture: a flag, or emoji tied by joiners (U+200D), with their variation selectors and skin tones.
  void scan_emoji(Token& token) {
    token.kind = TokenKind::kEmoji;
    token.key = kind_key(token.kind);
    token.shape = Shape::kOther;
    const bool flag = at_.cls() == CharClass::kRegional;
    at_.advance();
    if (flag && at_.cls() == CharClass::kRegional) at_.advance();
    bool joined = false;
    for (; at_.cls() == CharClass::kMark || (joined && at_.cls() == CharClass::kEmoji); at_.advance())
      joined = at_.is(0x200D);
  }

  [[gnu::noinline]] bool scan_entity(Token& token) {
    if (!at_.is('&')) return false;
    const Entity found = entity({at_.at(), static_cast<size_t>(end_ - at_.at())});
    if (!found.size) return false;
    token.kind = found.code && char_class(found.code) == CharClass::kPunctuation ? TokenKind::kPunctuation : TokenKind::kSymbol;
    token.key = found.code ? mark_key(found.code) : kind_key(token.kind);
    token.shape = found.code ? mark_shape(found.code) : Shape::kOther;
    for (size_t i = 0; i < found.size; i++) at_.advance();
    return true;
  }

  bool scan_emoticon(Token& token) {
    if (!may_be_emoticon(at_.code()) || !take_emoticon(at_, token.gap != Gap::kGlued || (token.begin == 0 && !begun_))) return false;
    token.kind = TokenKind::kEmoji;
    token.key = kind_key(token.kind);
    token.shape = Shape::kOther;
    return true;
  }

  // A run of the same mark is one token (`...`, `!!!`), as is a mix of ! and ?; quotes and brackets stand alone.
  void scan_mark(Token& token) {
    const uint32_t first = at_.code();
    token.kind = at_.cls() == CharClass::kSymbol ? TokenKind::kSymbol : TokenKind::kPunctuation;
    token.shape = mark_shape(first);
    token.key = mark_key(first);
    const bool query = first == '!' || first == '?';
    do {
      at_.advance();
    } while ((token.shape != Shape::kQuote && at_.is(first)) || (query && (at_.is('!') || at_.is('?'))) ||
             (!at_.done() && at_.cls() == CharClass::kMark));
  }

  // A run of what has no place in writing: controls, private use, lone surrogates, stray combining marks.
  void scan_other(Token& token) {
    const CharClass cls = at_.cls();
    token.kind = TokenKind::kOther;
    token.key = kind_key(token.kind);
    token.shape = Shape::kOther;
    while (!at_.done() && at_.cls() == cls) at_.advance();
  }

  const char* begin_;
  const char* end_;
  bool begun_;
  PlainTokens plain_;
  Cursor at_;  // the place within the token that is being scanned
  WordMemo& memo_;
};

}  // namespace tieng
