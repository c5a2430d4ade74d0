// Parts of words: runs of letters and digits, what they look like, and whether a hyphen ties two of them; marks.
#pragma once

#include <string_view>

#include "addresses.hpp"
#include "word_lists.hpp"

namespace tieng {

// A maximal run of letters, marks and digits that starts with a letter (m², x36).
struct Part {
  Spelling spelling;
  size_t begin = 0;  // code points
  int letters = 0;
  int uppers = 0;
  int digits = 0;
  bool first_upper = false;
  bool plain = false;  // one code point, of A to Z or Đ

  bool all_upper() const { return uppers == letters; }
  bool one_capital() const { return letters == 1 && uppers == 1 && plain; }  // not Ừ. and Ý.
  bool one_small() const { return letters == 1 && uppers == 0 && !digits; }
  bool is_short_form() const { return one_capital() || (letters <= 4 && !digits && is_listed(spelling.key())); }

 private:
  bool is_listed(uint64_t key) const { return is_short(key) && (first_upper || !is_short_as_capital(key)); }
};

inline Part read_part(Cursor& at) {
  Part part;
  part.begin = at.index();
  part.first_upper = at.upper();
  const uint32_t first = at.code();
  for (; at.letter() || at.digit() || at.cls() == CharClass::kMark || at.cls() == CharClass::kNumber; at.advance()) {
    part.letters += at.letter();
    part.uppers += at.upper();
    part.digits += at.digit();
    part.spelling.add(at.code());
  }
  part.plain = at.index() == part.begin + 1 && (first < 0x80 || first == 0x110);
  return part;
}

inline Shape shape_of(const Part& part) {
  if (part.digits) return Shape::kCode;
  const bool syllable = part.spelling.is_syllable();
  if (part.uppers == 0) return syllable ? Shape::kLower : Shape::kLowerForeign;
  if (part.letters == 1) return syllable ? Shape::kTitle : Shape::kInitial;
  if (part.all_upper()) return syllable ? Shape::kUpper : Shape::kUpperForeign;
  if (part.first_upper && part.uppers == 1) return syllable ? Shape::kTitle : Shape::kTitleForeign;
  return Shape::kMixed;
}

// The shape of a word of several parts.
inline Shape foreign(Shape first, const Part& part) {
  switch (first) {
    case Shape::kLower:
    case Shape::kLowerForeign:
      return part.uppers ? Shape::kTitleForeign : Shape::kLowerForeign;
    case Shape::kUpper:
    case Shape::kUpperForeign:
    case Shape::kInitial:
      return part.all_upper() ? Shape::kUpperForeign : Shape::kTitleForeign;
    default:
      return Shape::kTitleForeign;
  }
}

// A hyphen without spaces ties the parts of one word (mô-men, Jong-un, GD-ĐT, Coca-Cola) unless it stands
// between two Vietnamese words: names (Rịa-Vũng, Mỹ-Trung, Nam-Cuba, VOV-Trung), or syllables of which one has a
// tone that transcribed words do not have (tế-xã).
inline bool hyphen_separates(const Token& token, const Part& left, Cursor at) {
  const Part right = read_part(at);
  if (token.kind != TokenKind::kWord || right.digits || left.letters < 2 || right.letters < 2) return false;
  const bool syllables = left.spelling.is_syllable() && right.spelling.is_syllable();
  if (left.all_upper() && right.all_upper()) return syllables;
  if (left.first_upper && right.first_upper)
    return left.all_upper() ? right.spelling.is_syllable() : left.spelling.is_syllable();
  return !right.first_upper && syllables &&
         (left.spelling.has_native_tone() || right.spelling.has_native_tone());
}

// Whether the dot here starts a file's suffix: `main.py`, `Node.js`, `ASP.NET`, `Hợp_đồng.pdf`.
[[gnu::noinline]] inline bool starts_suffix(const Cursor& dot) {
  constexpr size_t kLongest = 5;
  if (!dot.is('.')) return false;
  Cursor at = dot.next();
  const Cursor first = at;
  while (at.index() - first.index() <= kLongest && (at.letter() || at.digit() || at.cls() == CharClass::kMark)) at.advance();
  const std::string_view suffix(first.at(), static_cast<size_t>(at.at() - first.at()));
  for (const std::string_view known :
       {"net", "js", "jsx", "tsx", "py", "ipynb", "java", "cpp", "hpp", "sql", "php", "asp", "aspx", "jsp", "html",
        "htm", "css", "json", "xml", "yaml", "yml", "md", "txt", "csv", "tsv", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
        "pdf", "epub", "zip", "rar", "7z", "gz", "exe", "apk", "dll", "jpg", "jpeg", "png", "gif", "webp", "svg", "psd",
        "mp3", "mp4", "avi", "mkv", "wav", "srt"})
    if (suffix.size() == known.size() && addresses::starts_with(suffix, known)) return true;
  return false;
}

inline bool line_ends(Cursor at) {
  for (int i = 0; i < 8 && !at.done() && at.cls() == CharClass::kSpace; i++) at.advance();
  return at.done() || at.cls() == CharClass::kBreak;
}

// The key of what has one key a kind: numbers, URLs, emoji.
inline uint64_t kind_key(TokenKind kind) { return mix(static_cast<uint64_t>(kind) + 1); }

// Punctuation marks and symbols: a key for each first character, and what it looks like to the model.
inline uint64_t mark_key(uint32_t code) { return mix(0x100 + code); }

inline Shape mark_shape(uint32_t code) {
  switch (code) {
    case '.':
    case '!':
    case '?':
    case ';':
    case ':':
    case 0x2026:
      return Shape::kStop;
    case ',':
    case '-':
    case '/':
    case '&':
    case 0x2013:
    case 0x2014:
      return Shape::kComma;
  }
  return std::u32string_view(U"\"'()[]{}<>“”‘’„«»‹›「」『』").find(static_cast<char32_t>(code)) !=
                 std::u32string_view::npos
             ? Shape::kQuote
             : Shape::kOther;
}

}  // namespace tieng
