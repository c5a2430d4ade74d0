// Emoticons, faces made of marks: `:))`, `=]]`, `:D`, `^_^`.
#pragma once

#include <string_view>

#include "tokens.hpp"

namespace tieng {

namespace emoticons {

inline bool is_one_of(std::string_view chars, const Cursor& at) {
  return !at.done() && at.code() < 0x80 && chars.find(static_cast<char>(at.code())) != std::string_view::npos;
}

inline bool alone(const Cursor& at) {
  return at.done() || at.cls() == CharClass::kSpace || at.cls() == CharClass::kBreak;
}

// Eyes, perhaps a nose, and a mouth that may be repeated.
inline bool take_face(Cursor& at, bool apart) {
  if (!at.is(':') && !at.is(';') && !at.is('=')) return false;
  const uint32_t eyes = at.code();
  at.advance();
  if (at.is('-') || at.is('\'')) at.advance();
  const uint32_t mouth = at.code();
  if (!is_one_of(apart ? ")(]DPpvVOo*|" : ")(]", at)) return false;
  int times = 0;
  for (; at.is(mouth); at.advance()) times++;
  return apart || times > 1 || (mouth == ')' && eyes != '=') || (mouth == '(' && alone(at));
}

// Whether what was read last is in truth another character, written decomposed: `:Ò`.
inline bool composed(const Cursor& at) { return !at.done() && at.code() >= 0x300 && at.code() <= 0x36F; }

inline bool take_two_eyes(Cursor& at) {
  if (!at.is('^') && !at.is('-') && !at.is('>')) return false;
  const uint32_t eye = at.is('>') ? '<' : at.code();
  at.advance();
  if (!at.is('_') && !at.is('.')) return false;
  at.advance();
  if (!at.is(eye)) return false;
  at.advance();
  return true;
}

}  // namespace emoticons

// Whether this character may start one.
inline bool may_be_emoticon(uint32_t code) {
  switch (code) {
    case ':':
    case ';':
    case '=':
    case '^':
    case '-':
    case '>':
      return true;
    default:
      return false;
  }
}

// Whether an emoticon starts here; then `at` is moved behind it. `apart`: it follows white space or begins the text. Where
// it does not, a single opened bracket or a letter after a colon is most likely just that (`gồm:(a)`, `tên:D`).
[[gnu::noinline]] inline bool take_emoticon(Cursor& at, bool apart) {
  Cursor next = at;
  const bool face = emoticons::take_face(next, apart);
  if (!face) next = at;
  if (!face && !(apart && emoticons::take_two_eyes(next))) return false;
  if (next.letter() || next.digit() || emoticons::composed(next)) return false;
  at = next;
  return true;
}

}  // namespace tieng
