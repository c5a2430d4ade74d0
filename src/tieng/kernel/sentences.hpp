// Sentences: where a run of tokens ends one.
#pragma once

#include <string_view>
#include <vector>

#include "scan.hpp"
#include "stops.hpp"

namespace tieng {

// Decides, one token at a time, whether the tokens seen so far hold a finished sentence. A line break ends one; so does
// a stop with the quotes, brackets, footnote marks and emoji after it, if a new sentence may begin with what follows:
//   - a capital or a number; after an ellipsis or `v.v.` a capital only;
//   - a lower-case word after a full stop that stands after a Vietnamese word, after an opening quote, and after any
//     stop of a sentence that began in lower case itself; not after a closing quote or bracket;
//   - after an abbreviation, what stops.hpp and begins_after_abbreviation say.
// Who speaks (`“Ai đó?” Lan hỏi.`) belongs to what is said.
class SentenceSplitter {
 public:
  void clear() { *this = SentenceSplitter(); }

  // Takes token number `i` of the sentence. Returns how many tokens before it are a finished sentence; 0 for none.
  // Those after the finished sentence are to be taken again, as the next one's.
  size_t take(const std::vector<Token>& tokens, size_t i, std::string_view text) {
    const Token& token = tokens[i];
    if (token.gap == Gap::kBreak && i) return left_over() ? ending_ : i;
    return ending_ || may_matter(token.shape) ? weigh({tokens, text}, i) : 0;
  }

  // How many tokens are a finished sentence where the text ends; 0 for all.
  size_t left_over() const { return clause_ ? ending_ : 0; }

 private:
  enum class Next : uint8_t {
    kBegins,   // a new sentence has begun after the stop
    kBelongs,  // the token belongs to the stop
    kOpens,    // that depends on what follows
    kGoesOn,   // the stop did not end the sentence
  };

  static constexpr size_t kMostOpenings = 8;  // after a stop, before the word that decides
  static constexpr size_t kLongestNote = 8;
  static constexpr size_t kLongestSpeaker = 5;

  // Whether a token of this shape may be a stop or a quote.
  static bool may_matter(Shape shape) {
    constexpr uint32_t kShapes = 1u << static_cast<int>(Shape::kStop) | 1u << static_cast<int>(Shape::kQuote) |
                                 1u << static_cast<int>(Shape::kAbbreviation) | 1u << static_cast<int>(Shape::kOther);
    return kShapes >> static_cast<int>(shape) & 1;
  }

  [[gnu::noinline]] size_t weigh(TokenView sentence, size_t i) {
    const uint32_t first = sentence.first(i).code;
    if (ending_) {
      const Next next = clause_ ? next_in_clause(sentence, i) : next_after_stop(sentence, i, first);
      if (next == Next::kBegins) return ending_;
      if (next == Next::kBelongs) ending_ = i + 1;
      if (next == Next::kGoesOn) ending_ = clause_ = note_ = 0;
    }
    count_quote(first);
    if (!note_ && !clause_) see_stop(sentence, i, first);
    return 0;
  }

  void see_stop(TokenView sentence, size_t i, uint32_t first) {
    const Stop stop = stop_at(sentence, i, first);
    if (stop == Stop::kNone || ((ending_ || i == 1) && is_bracketed(sentence, i))) return;
    ending_ = i + 1;
    stop_at_ = i;
    stop_ = stop;
    quoted_ = closed_ = dashed_ = false;
  }

  // `(…)`, `[…]`: what is left out may stand at the head of a sentence.
  static bool is_bracketed(TokenView sentence, size_t i) {
    if (!i || sentence[i - 1].shape != Shape::kQuote) return false;
    const uint32_t before = sentence.first(i - 1).code;
    return before == '(' || before == '[';
  }

  // --- what belongs to the stop -------------------------------------------------------------------------------------

  Next next_after_stop(TokenView sentence, size_t i, uint32_t first) {
    const Token& token = sentence[i];
    if (note_) return next_in_note(sentence, i, first);
    if (ending_ == i && belongs(sentence, i, first)) return Next::kBelongs;
    if (is_opening(token, first) || (is_bracketed(sentence, i) && stop_of_mark(first) != Stop::kNone)) {
      if (first == '[' && ending_ == i) note_ = i;
      if (is_dash(first) && ending_ == i) dashed_ = true;
      return i - ending_ < kMostOpenings ? Next::kOpens : Next::kGoesOn;
    }
    if (!begins_sentence(sentence, i, first)) return Next::kGoesOn;
    if (!may_name_speaker(sentence, i)) return Next::kBegins;
    clause_ = i;
    return Next::kOpens;
  }

  bool belongs(TokenView sentence, size_t i, uint32_t first) {
    const Token& token = sentence[i];
    if (is_closing(sentence, i, first)) {
      closed_ = true;
      quoted_ = first != ')' && first != ']';
      return stop_ < Stop::kSuffix || quoted_;
    }
    if (stop_ >= Stop::kSuffix) return false;
    if (token.kind == TokenKind::kEmoji) return true;
    return first == '^' || (token.gap == Gap::kGlued && char_class(first) == CharClass::kNumber);  // `^^`, `.¹`
  }

  bool is_closing(TokenView sentence, size_t i, uint32_t first) const {
    switch (first) {
      case 0x201D:
      case 0x2019:
      case 0xBB:
      case 0x203A:
      case 0x300D:
      case 0x300F:
      case 0xFF09:
      case ')':
      case ']':
      case '}':
        return true;
      case '"':
        return closes_straight(sentence, i, double_quotes_);
      case '\'':
        return closes_straight(sentence, i, single_quotes_);
      default:
        return false;
    }
  }

  // A straight quote closes what it is glued to; where that does not tell, every second one closes.
  static bool closes_straight(TokenView sentence, size_t i, int before) {
    const char* const end = sentence.text.data() + sentence.text.size();
    const Char next = decode(sentence.text.data() + sentence[i].end_byte, end);
    const bool glued_before = sentence[i].gap == Gap::kGlued;
    const bool glued_after = next.size && is_letter(char_class(next.code));
    return glued_before == glued_after ? before % 2 == 1 : glued_before;
  }

  // `.[1]`, `.[cần dẫn nguồn]`; apart from the stop only numbers are one.
  Next next_in_note(TokenView sentence, size_t i, uint32_t first) {
    const bool glued = sentence[note_].gap == Gap::kGlued;
    if (first == ']' && i > note_ + 1) {
      note_ = 0;
      return Next::kBelongs;
    }
    const TokenKind kind = sentence[i].kind;
    if (i - note_ < kLongestNote && (kind == TokenKind::kNumber || (glued && kind == TokenKind::kWord))) return Next::kOpens;
    const bool late = i > note_ + 1;
    note_ = 0;
    return late ? Next::kBegins : next_after_stop(sentence, i, first);
  }

  // --- what begins a sentence ---------------------------------------------------------------------------------------

  bool begins_sentence(TokenView sentence, size_t i, uint32_t first) const {
    const Token& token = sentence[i];
    if (stop_ >= Stop::kSuffix) return begins_after_abbreviation(sentence, i);
    const CharClass cls = char_class(first);
    if (cls == CharClass::kUpper) return !is_file_ending(sentence, i);
    if (stop_ == Stop::kEllipsis || token.kind == TokenKind::kPunctuation) return false;
    if (token.kind == TokenKind::kNumber && stops_letter(sentence)) return false;
    if (token.kind == TokenKind::kUrl || token.shape == Shape::kMixed) return true;
    return cls != CharClass::kLower || begins_in_lower_case(sentence, i);
  }

  bool begins_after_abbreviation(TokenView sentence, size_t i) const {
    const Token& token = sentence[i];
    if (!is_capitalised(token)) return false;
    const bool syllable = token.shape == Shape::kTitle || token.shape == Shape::kUpper;
    if (stop_ == Stop::kSuffix && syllable) return true;
    if (stop_ == Stop::kInitial && syllable && is_whole_name(sentence, stop_at_)) return true;
    return is_starter(token.key) && !(stop_ == Stop::kInitial && is_label(sentence, stop_at_));
  }

  // ASP.NET
  bool is_file_ending(TokenView sentence, size_t i) const {
    const Token& token = sentence[i];
    return stop_ == Stop::kFull && token.gap == Gap::kGlued && ending_ == i && token.shape == Shape::kUpperForeign;
  }

  // `(s. 1960)`, but not `dài 5 m. 20 người`
  bool stops_letter(TokenView sentence) const {
    if (stop_ != Stop::kFull || !stop_at_) return false;
    const Token& before = sentence[stop_at_ - 1];
    const bool letter = is_word(before) && !is_capitalised(before) && before.end - before.begin == 1;
    return letter && (stop_at_ == 1 || sentence[stop_at_ - 2].kind != TokenKind::kNumber);
  }

  bool begins_in_lower_case(TokenView sentence, size_t i) const {
    if (closed_ || !stop_at_ || sentence[ending_].gap == Gap::kGlued) return false;
    const Token& before = sentence[stop_at_ - 1];
    if (sentence[i - 1].shape == Shape::kQuote && i > ending_) return true;
    const bool syllable = before.shape == Shape::kLower || before.shape == Shape::kTitle;
    const bool ordinary = before.shape == Shape::kQuote || (syllable && before.end - before.begin > 1);
    if (stop_ == Stop::kFull && ordinary) return true;
    return is_word(sentence[0]) && !is_capitalised(sentence[0]) && sentence[0].shape != Shape::kMixed;
  }

  // --- who speaks ---------------------------------------------------------------------------------------------------

  // After `“Ai đó?”`, and in a dialogue after a dash.
  bool may_name_speaker(TokenView sentence, size_t i) const {
    if (!is_word(sentence[i])) return false;
    if (dashed_) return is_dash(sentence.first(i - 1).code) && (quoted_ || is_dash(sentence.first(0).code));
    return quoted_ && stop_ == Stop::kQuery && ending_ == i;
  }

  Next next_in_clause(TokenView sentence, size_t i) const {
    const Token& token = sentence[i];
    if (is_speech_verb(token.key) && !is_capitalised(token)) return Next::kGoesOn;
    return is_word(token) && i - clause_ < kLongestSpeaker ? Next::kOpens : Next::kBegins;
  }

  void count_quote(uint32_t first) {
    double_quotes_ += first == '"';
    single_quotes_ += first == '\'';
  }

  size_t ending_ = 0;   // the length of the sentence, if what follows lets it end there
  size_t stop_at_ = 0;  // the stop in it
  size_t note_ = 0;     // the bracket that may begin a footnote mark after the stop
  size_t clause_ = 0;   // the word after the stop that may name the speaker
  Stop stop_ = Stop::kNone;
  bool closed_ = false;  // a quote or bracket was closed after the stop
  bool quoted_ = false;  // and it was a quote
  bool dashed_ = false;  // a dash stands after the stop
  int double_quotes_ = 0;
  int single_quotes_ = 0;
};

// A sentence longer than this is cut, so that memory stays bounded on any text.
inline constexpr size_t kMostTokens = 4096;

// How much text must follow what decided about a sentence's end, before it is sure that nothing changes its tokens.
inline constexpr size_t kLookAhead = 512;

// The text without the bytes of a character that is cut off at its end.
inline std::string_view whole_characters(std::string_view text) {
  for (size_t back = 1; back <= 3 && back <= text.size(); back++) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    const size_t size = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return back < size ? text.substr(0, text.size() - back) : text;
  }
  return text;
}

// `2-1` and `24/7` are dates after `ngày`, `hôm` and the like, and after another date (`30-4 và 1-5`); else a score, a
// range, a manner of speaking.
[[gnu::noinline]] inline void settle_date(std::vector<Token>& tokens, std::string_view text) {
  Token& token = tokens.back();
  if (!is_doubtful_date(text.substr(token.begin_byte, token.end_byte - token.begin_byte))) return;
  const size_t before = token.gap == Gap::kBreak ? 0 : tokens.size() - 1;
  if (before && is_before_date(tokens[before - 1].key)) return;
  if (before > 1 && tokens[before - 2].kind == TokenKind::kDate) return;
  token.kind = TokenKind::kNumber;
  token.key = kind_key(token.kind);
}

// Calls sink(tokens, count) for each sentence, and before that seen(tokens) whenever one more of its tokens is known.
// `begun`: tokens stand before the text on the same line.
// `tokens` and `memo` are scratch. `text` need not be the whole text: where `last` is false the sentences
// too near its end are left. Returns the number of bytes read; the rest belongs to the next call.
template <class Seen, class Sink>
size_t for_each_sentence(std::string_view text, bool begun, bool last, WordMemo& memo, std::vector<Token>& tokens, Seen&& seen,
                         Sink&& sink) {
  if (!last) text = whole_characters(text);  // half a character is none that begins a sentence
  Scanner scanner(text.data(), text.data() + text.size(), begun, memo);
  SentenceSplitter splitter;
  tokens.clear();
  size_t read = 0;
  const auto flush = [&](size_t count) {
    if (!last && tokens.back().end_byte + kLookAhead > text.size()) return false;
    sink(tokens.data(), count);
    read = tokens[count - 1].end_byte;
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<ptrdiff_t>(count));
    splitter.clear();
    return true;
  };
  const auto finish = [&](size_t count) {
    while (count) {
      if (!flush(count)) return false;
      count = 0;
      for (size_t i = 0; i < tokens.size() && !count; i++) count = splitter.take(tokens, i, text);
    }
    return true;
  };
  for (;;) {
    Token& token = tokens.emplace_back();  // filled where it is to lie: a copy of it costs as much as finding it
    if (!scanner.next(token)) break;
    if (token.kind == TokenKind::kDate) settle_date(tokens, text);
    seen(tokens);
    const size_t count = splitter.take(tokens, tokens.size() - 1, text);
    if (count && !finish(count)) return read;
    if (tokens.size() >= kMostTokens && !flush(tokens.size())) return read;
  }
  tokens.pop_back();
  if (!last) return read;
  while (!tokens.empty()) finish(splitter.left_over() ? splitter.left_over() : tokens.size());
  return text.size();
}

}  // namespace tieng
