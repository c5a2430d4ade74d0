// Parts of words: runs of letters and digits, what they look like, and whether a hyphen ties two of them; marks.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "addresses.hpp"
#include "tokens.hpp"

namespace tieng {

// The spelling keys of some words, for a binary search.
inline std::vector<uint64_t> sorted_keys(std::initializer_list<std::string_view> words) {
  std::vector<uint64_t> keys;
  for (const std::string_view word : words) {
    Spelling spelling;
    for (Cursor c(word.data(), word.data() + word.size(), 0); !c.done(); c.advance()) spelling.add(c.code());
    keys.push_back(spelling.key());
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

// Of the key of a word: whether it is a short form that stands before a name or number, with a dot that ends no sentence.
inline bool is_title(uint64_t key) {
  static const std::vector<uint64_t> keys =
      sorted_keys({"tp", "tx", "tt", "q", "p", "h", "gs", "pgs", "ts", "ths", "bs", "bsck", "ks", "ls", "cn", "kts", "nsưt",
                   "nsnd", "nxb", "mr", "mrs", "ms", "dr", "st", "jr", "sr", "no", "vs", "tr", "th"});
  return std::binary_search(keys.begin(), keys.end(), key);
}

// A maximal run of letters, marks and digits that starts with a letter (m², x36).
struct Part {
  Spelling spelling;
  int letters = 0;
  int uppers = 0;
  int digits = 0;
  bool first_upper = false;

  bool all_upper() const { return uppers == letters; }
  bool one_capital() const { return letters == 1 && uppers == 1 && !digits; }
  bool one_small() const { return letters == 1 && uppers == 0 && !digits; }
  bool is_short_form() const { return one_capital() || (letters <= 4 && !digits && is_title(spelling.key())); }
};

inline Part read_part(Cursor& at) {
  Part part;
  part.first_upper = at.upper();
  for (; at.letter() || at.digit() || at.cls() == CharClass::kMark || at.cls() == CharClass::kNumber; at.advance()) {
    part.letters += at.letter();
    part.uppers += at.upper();
    part.digits += at.digit();
    part.spelling.add(at.code());
  }
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
