// Stops: the tokens that may end a sentence, and what must follow for it to end.
#pragma once

#include <string_view>
#include <vector>

#include "word_lists.hpp"

namespace tieng {

enum class Stop : uint8_t {
  kNone,
  kFull,      // .
  kQuery,     // ! ?
  kEllipsis,  // … ... v.v.
  kSuffix,    // Inc. D.C. a.m.
  kInitial,   // J.
  kTitle,     // TS. Yahoo!
};

// The tokens of a sentence and the text they lie in.
struct TokenView {
  const std::vector<Token>& tokens;
  std::string_view text;

  const Token& operator[](size_t i) const { return tokens[i]; }
  size_t size() const { return tokens.size(); }
  std::string_view of(size_t i) const {
    return text.substr(tokens[i].begin_byte, tokens[i].end_byte - tokens[i].begin_byte);
  }
  Char first(size_t i) const { return decode(text.data() + tokens[i].begin_byte, text.data() + tokens[i].end_byte); }
};

inline bool is_word(const Token& token) { return token.kind == TokenKind::kWord; }

inline bool is_capitalised(const Token& token) {
  return token.shape >= Shape::kTitle && token.shape <= Shape::kInitial;
}

inline bool is_dash(uint32_t first) { return first == '-' || first == 0x2013 || first == 0x2014; }

inline bool is_bullet(uint32_t first) {
  switch (first) {
    case '*':
    case '+':
    case 0x2022:  // •
    case 0xB7:    // ·
    case 0x25CF:  // ●
    case 0x25AA:  // ▪
    case 0x25A0:  // ■
      return true;
    default:
      return is_dash(first);
  }
}

// What may stand before the first word of a sentence.
inline bool is_opening(const Token& token, uint32_t first) { return token.shape == Shape::kQuote || is_bullet(first); }

// --- labels: `1.`, `II.`, `b.`, `Điều 5.` at the head of a sentence -------------------------------------------------

// `A.` with its dot.
inline bool is_initial(TokenView sentence, size_t i) {
  return sentence[i].kind == TokenKind::kAbbreviation && sentence[i].end - sentence[i].begin == 2;
}

inline bool is_numeral(TokenView sentence, size_t i) {
  const std::string_view text = sentence.of(i);
  if (sentence[i].kind == TokenKind::kNumber || sentence[i].kind == TokenKind::kDate)
    return text.size() <= 3 || (text.size() <= 8 && text.find('.') != text.npos);  // no year
  if (text == "đ" || text == "Đ" || is_initial(sentence, i)) return true;
  if (text.size() == 1) return is_letter(char_class(sentence.first(i).code));
  return text.size() <= 5 && text.find_first_not_of("IVXLC") == text.npos;
}

// Whether token `i` is at the head of the sentence: only bullets, quotes and brackets before it, or a colon.
inline bool is_at_head(TokenView sentence, size_t i) {
  constexpr size_t kMostOpenings = 3;
  if (i && sentence.first(i - 1).code == ':') return true;
  if (i > kMostOpenings) return false;
  for (size_t k = 0; k < i; k++)
    if (!is_opening(sentence[k], sentence.first(k).code)) return false;
  return true;
}

// Whether token `i` is a numeral that labels what follows.
inline bool is_label(TokenView sentence, size_t i) {
  if (sentence[i].shape == Shape::kLower && sentence[i].end - sentence[i].begin > 1) return false;  // most often
  const bool part = i && is_capitalised(sentence[i - 1]) && is_part_label(sentence[i - 1].key);
  return is_at_head(sentence, i - part) && is_numeral(sentence, i);
}

// --- abbreviations whose last dot may be a full stop ----------------------------------------------------------------

// The parts of `Th.S.` without their dots.
struct DottedParts {
  Spelling whole, last;
  int last_letters = 0, parts = 0;

  explicit DottedParts(std::string_view text) {
    bool begins = true;
    for (Cursor at(text.data(), text.data() + text.size(), 0); !at.done(); at.advance()) {
      if (at.is('.')) {
        begins = true;
        continue;
      }
      if (begins) last.clear(), last_letters = 0, parts++;
      begins = false;
      whole.add(at.code());
      last.add(at.code());
      last_letters += at.letter();
    }
  }
};

// Of an abbreviation that ends with a dot.
inline Stop stop_of_abbreviation(TokenView sentence, size_t i) {
  const DottedParts found(sentence.of(i));
  const uint64_t whole = found.whole.key();
  const bool capital = char_class(sentence.first(i).code) == CharClass::kUpper;
  if (is_and_so_on(whole)) return Stop::kEllipsis;
  if (is_suffix(whole)) return Stop::kSuffix;
  if (found.parts == 1 && !capital && i && sentence[i - 1].kind == TokenKind::kNumber) return Stop::kFull;  // 8 h.
  if (found.parts == 1 && capital && found.last_letters == 1) return Stop::kInitial;
  if (is_short(whole) || (found.last_letters > 1 && is_short(found.last.key()))) return Stop::kTitle;
  return found.parts > 1 ? Stop::kSuffix : Stop::kTitle;
}

// `Wilhelm I.`
inline bool is_regnal(std::string_view initial) { return initial == "I." || initial == "V." || initial == "X."; }

// Whether the initial `i` is a whole name, not the first letter of one: `Nguyễn Văn A.`, `chị T.`
inline bool is_whole_name(TokenView sentence, size_t i) {
  if (!i) return false;
  const auto is_name = [](const Token& token) { return token.shape == Shape::kTitle; };
  if (sentence[i - 1].shape == Shape::kTitleForeign) return is_regnal(sentence.of(i));
  return is_named_by_letter(sentence[i - 1].key) || (i > 1 && is_name(sentence[i - 1]) && is_name(sentence[i - 2]));
}

// --- marks ----------------------------------------------------------------------------------------------------------

inline Stop stop_of_mark(uint32_t first) {
  switch (first) {
    case '.':
    case 0x3002:  // 。
    case 0xFF0E:  // ．
    case 0xFF61:  // ｡
      return Stop::kFull;
    case '!':
    case '?':
    case 0xFF01:  // ！
    case 0xFF1F:  // ？
    case 0x203C:  // ‼
    case 0x203D:  // ‽
    case 0x2047:  // ⁇
    case 0x2048:  // ⁈
    case 0x2049:  // ⁉
      return Stop::kQuery;
    case 0x2026:  // …
      return Stop::kEllipsis;
    default:
      return Stop::kNone;
  }
}

// What the last token of a sentence so far is as a stop.
inline Stop stop_at(TokenView sentence, size_t i, uint32_t first) {
  const Token& token = sentence[i];
  if (token.kind == TokenKind::kAbbreviation) {
    if (sentence.text[token.end_byte - 1] != '.') return Stop::kNone;
    return stop_of_abbreviation(sentence, i);
  }
  if (token.kind != TokenKind::kPunctuation) return Stop::kNone;
  const Stop stop = stop_of_mark(first);
  if (stop == Stop::kNone || !i) return stop;
  if (stop == Stop::kFull) {
    if (token.end - token.begin > 1) return Stop::kEllipsis;
    return token.gap == Gap::kGlued && is_label(sentence, i - 1) ? Stop::kNone : stop;
  }
  return first == '!' && is_marked_name(sentence[i - 1].key) ? Stop::kTitle : stop;
}

}  // namespace tieng
