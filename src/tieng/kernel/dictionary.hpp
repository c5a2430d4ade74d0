// The user's dictionary: words that are, should be or must not be words, in one hash table of a reader's own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "features.hpp"
#include "parts.hpp"

namespace tieng {

enum class Mode : uint8_t { kNone, kForce, kPrefer, kForbid };

// The key of a token, whatever stands around it: `24/7` is a date in one place and a number in another.
inline uint64_t loose_key(const Token& token) {
  return token.kind == TokenKind::kDate ? kind_key(TokenKind::kNumber) : token.key;
}

// Whether the key of a token says all about its spelling. Numbers, marks and the like have one key a kind.
inline bool has_own_key(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kAbbreviation;
}

// The same number for every spelling of a token, whatever its kind.
inline uint64_t spelled_key(std::string_view text, const Token& token) {
  if (has_own_key(token)) return token.key;
  Spelling spelling;
  for (const char *at = text.data() + token.begin_byte, *end = text.data() + token.end_byte; at < end;) {
    const Char c = decode(at, end);
    spelling.add(c.code);
    at += c.size;
  }
  return spelling.key();
}

// Hashes a token with its case and with its tone mark in its place, alike for composed and decomposed letters.
class ExactSpelling {
 public:
  static uint64_t key(std::string_view text, const Token& token) {
    ExactSpelling spelling;
    for (const char *at = text.data() + token.begin_byte, *end = text.data() + token.end_byte; at < end;) {
      const Char c = decode(at, end);
      spelling.add(c.code);
      at += c.size;
    }
    spelling.close();
    return mix(spelling.hash_);
  }

 private:
  void add(uint32_t code) {
    const Fold folded = is_look_alike(code) ? Fold{code, 0, 0} : fold(code);
    if (const uint32_t letter = folded.unit ? compose_quality(unit_, folded.unit) : 0) {
      unit_ = letter;
    } else if (folded.unit) {
      close();
      unit_ = folded.unit;
      upper_ = char_class(code) == CharClass::kUpper;
    }
    if (folded.tone) tones_ = tones_ * 6 + folded.tone;
    if (folded.extra) add(folded.extra);
  }

  // What fold() takes for another letter though no Unicode form makes them one: Ð for Đ, full-width forms.
  static bool is_look_alike(uint32_t code) { return code == 0xD0 || code == 0xF0 || code >= 0x2000; }

  void close() {
    hash_ = extend_ngram(hash_, uint64_t{tones_} << 32 | unit_ << 1 | upper_);
    unit_ = tones_ = 0;
    upper_ = false;
  }

  uint64_t hash_ = 0;
  uint32_t unit_ = 0;   // the last letter, to which marks may still be added
  uint32_t tones_ = 0;  // of that letter
  bool upper_ = false;
};

// Filled once, then read by any number of threads.
class Dictionary {
 public:
  static constexpr size_t kLongest = 32;  // tokens of an entry

  // What is known of an n-gram of tokens.
  enum Flag : uint64_t {
    kMode = 3,       // bits: its Mode
    kContinues = 4,  // an entry begins with it
    kSpelled = 8,    // the mode is known of the spelled n-gram only: `Win 10` has the keys of `Win 11`
    kExact = 16,     // the mode of the exact n-gram, if it has one, comes before
    kHead = 32,      // two tokens that begin an entry, or an entry of one
    kFlags = 0xFF,
  };

  // N-grams of the tokens' keys, of their spellings, and of their exact spellings.
  static uint64_t seed() { return ngram_seed(kKeys); }

  static uint64_t spelled_hash(std::string_view text, const Token* tokens, size_t count) {
    uint64_t hash = ngram_seed(kSpellings);
    for (size_t i = 0; i < count; i++) hash = extend_ngram(hash, spelled_key(text, tokens[i]));
    return hash;
  }

  static uint64_t exact_hash(std::string_view text, const Token* tokens, size_t count) {
    uint64_t hash = ngram_seed(kExactSpellings);
    for (size_t i = 0; i < count; i++) hash = extend_ngram(hash, ExactSpelling::key(text, tokens[i]));
    return hash;
  }

  // Adds an entry of 1 to kLongest tokens; one that was there with the same spelling gets the new mode.
  void add(std::string_view text, const Token* tokens, size_t count, Mode mode, bool exact) {
    uint64_t hash = extend_ngram(seed(), loose_key(tokens[0]));
    for (size_t i = 1; i < count; i++) {
      if (i > 1) slot_of(hash) |= kContinues;  // nothing is looked up by its first token alone, unless it is all of it
      hash = extend_ngram(hash, loose_key(tokens[i]));
      if (i == 1) slot_of(hash) |= kHead;
    }
    if (count == 1) slot_of(hash) |= kHead;
    if (exact) {
      slot_of(hash) |= kExact;
      hash = exact_hash(text, tokens, count);
    } else if (!std::all_of(tokens, tokens + count, has_own_key)) {
      slot_of(hash) |= kSpelled;
      hash = spelled_hash(text, tokens, count);
    }
    uint64_t& slot = slot_of(hash);
    slot = (slot & ~uint64_t{kMode}) | static_cast<uint64_t>(mode);
    has_single_ |= count == 1;
    entries_++;
  }

  // The mode of tokens that make an n-gram with these flags.
  Mode mode_of(uint64_t flags, std::string_view text, const Token* tokens, size_t count) const {
    uint64_t mode = flags & kMode;
    if (flags & kSpelled) mode = find(spelled_hash(text, tokens, count)) & kMode;
    if (flags & kExact)
      if (const uint64_t exact = find(exact_hash(text, tokens, count)) & kMode) mode = exact;
    return static_cast<Mode>(mode);
  }

  // Call it after the last entry was added.
  void finish() {
    size_t words = 1;
    while (64 * words < 8 * entries_) words *= 2;
    heads_.assign(words, 0);
    for (const uint64_t slot : slots_)
      if (slot & kHead) heads_[head_word(slot)] |= head_bits(slot);
  }

  size_t size() const { return entries_; }
  bool has_single() const { return has_single_; }

  // Whether the n-gram may be a head; one in fifty that are not is let through. These bits, two in one of 64 for a head,
  // answer for most places of a text without a look into the table, which is far larger than the caches.
  bool may_be_head(uint64_t hash) const { return !(head_bits(hash) & ~heads_[head_word(hash)]); }

  // Fetches what may_be_head() will be asked for soon.
  void expect_head(uint64_t hash) const { fetch(&heads_[head_word(hash)]); }

  // The flags of an n-gram; 0 where it is not known.
  uint64_t find(uint64_t hash) const {
    for (size_t at = place_of(hash);; at = (at + 1) & (slots_.size() - 1))
      if (!slots_[at] || same(slots_[at], hash)) return slots_[at] & kFlags;
  }

  // Fetches what find() will be asked for soon.
  void expect(uint64_t hash) const { fetch(&slots_[place_of(hash)]); }

 private:
  static constexpr uint64_t kKeys = 3;  // families of n-grams, after those of features.hpp
  static constexpr uint64_t kSpellings = 4;
  static constexpr uint64_t kExactSpellings = 5;

  static void fetch(const void* at) {
#if defined(__GNUC__)
    __builtin_prefetch(at);
#else
    static_cast<void>(at);
#endif
  }

  // A slot is the upper 56 bits of the hash and the flags, 0 where it is empty. Among the two million n-grams of a
  // million entries, two are mixed up in one table of thirty thousand.
  static bool same(uint64_t slot, uint64_t hash) { return (slot ^ hash) >> 8 == 0; }

  size_t place_of(uint64_t hash) const { return static_cast<size_t>(hash >> shift_); }
  size_t head_word(uint64_t hash) const { return static_cast<size_t>(hash >> 20) & (heads_.size() - 1); }
  static uint64_t head_bits(uint64_t hash) { return uint64_t{1} << (hash >> 8) % 64 | uint64_t{1} << (hash >> 14) % 64; }

  uint64_t& slot_of(uint64_t hash) {
    if (4 * used_ >= 3 * slots_.size()) grow();
    uint64_t& slot = free_or_same(hash);
    if (!slot) {
      slot = hash & ~uint64_t{kFlags};
      used_++;
    }
    return slot;
  }

  uint64_t& free_or_same(uint64_t hash) {
    size_t at = place_of(hash);
    while (slots_[at] && !same(slots_[at], hash)) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  void grow() {
    const std::vector<uint64_t> before = std::move(slots_);
    slots_.assign(2 * before.size(), 0);
    shift_--;
    for (const uint64_t slot : before)
      if (slot) free_or_same(slot) = slot;
  }

  std::vector<uint64_t> slots_ = std::vector<uint64_t>(size_t{1} << 10);
  int shift_ = 54;  // 64 less the bits that number the slots
  size_t used_ = 0;
  size_t entries_ = 0;
  bool has_single_ = false;
  std::vector<uint64_t> heads_ = {0};
};

// A place in a sentence where an entry stands.
struct DictionaryMatch {
  size_t first, count;  // tokens
  Mode mode;

  size_t end() const { return first + count; }
};

// Finds the entries of a dictionary in one sentence after the other; keeps its buffers between them.
class DictionaryWalk {
 public:
  explicit DictionaryWalk(const Dictionary& dictionary) : dictionary_(dictionary) {}

  // Takes the last token that was scanned, and fetches what start() will look at there while the scanner goes on.
  void take(const std::vector<Token>& tokens) {
    const size_t last = tokens.size() - 1;
    if (pairs_.size() <= last) pairs_.resize(2 * last + 64);
    const uint64_t key = loose_key(tokens[last]);
    const uint64_t pair = extend_ngram(single_, key);
    dictionary_.expect_head(pair);
    pairs_[last] = pair;
    single_ = extend_ngram(Dictionary::seed(), key);
  }

  // Finds where an entry may begin among the first `count` tokens of those taken, and fetches what matches() will look
  // up there; the other `rest` tokens are the first ones from now on.
  void start(const Token* tokens, size_t count, size_t rest) {
    if (growing_.size() < count) growing_.resize(2 * count);
    singles_.clear();
    Growing* out = growing_.data();
    for (size_t i = 1; i < count; i++) {
      *out = {i - 1, pairs_[i]};  // written whether it is kept or not: nothing to mispredict
      out += dictionary_.may_be_head(pairs_[i]) & is_reachable(tokens[i]);
    }
    kept_ = static_cast<size_t>(out - growing_.data());
    for (size_t k = 0; k < kept_; k++) dictionary_.expect(growing_[k].hash);
    for (size_t i = 0; dictionary_.has_single() && i < count; i++) {
      const uint64_t single = extend_ngram(Dictionary::seed(), loose_key(tokens[i]));
      if (dictionary_.may_be_head(single)) singles_.push_back({i, single});
    }
    std::copy_n(pairs_.begin() + static_cast<ptrdiff_t>(count), rest, pairs_.begin());
  }

  // The matches in the tokens that were given to start(), the earliest first and of those the longest. How tokens are
  // spaced makes no difference, but no match reaches across a tab or a line break. They stay until the next call.
  const std::vector<DictionaryMatch>& matches(std::string_view text, const Token* tokens, size_t count) {
    matches_.clear();
    const auto find = [&](const Growing& at, size_t length) {
      const uint64_t flags = dictionary_.find(at.hash);
      const Mode mode = dictionary_.mode_of(flags, text, tokens + at.first, length);
      if (mode != Mode::kNone) matches_.push_back({at.first, length, mode});
      return flags;
    };
    for (const Growing& single : singles_) find(single, 1);
    for (size_t length = 2; kept_; length++) {
      const size_t growing = std::exchange(kept_, 0);
      for (size_t k = 0; k < growing; k++) {
        const Growing at = growing_[k];
        const size_t next = at.first + length;
        if (!(find(at, length) & Dictionary::kContinues) || next >= count || !is_reachable(tokens[next])) continue;
        growing_[kept_++] = {at.first, extend_ngram(at.hash, loose_key(tokens[next]))};
        dictionary_.expect(growing_[kept_ - 1].hash);
      }
    }
    std::sort(matches_.begin(), matches_.end(), [](const DictionaryMatch& a, const DictionaryMatch& b) {
      return a.first != b.first ? a.first < b.first : a.count > b.count;
    });
    return matches_;
  }

 private:
  struct Growing {
    size_t first;
    uint64_t hash;
  };

  static bool is_reachable(const Token& token) { return token.gap == Gap::kSpace || token.gap == Gap::kGlued; }

  const Dictionary& dictionary_;
  uint64_t single_ = 0;          // the hash of the token that was taken last
  std::vector<uint64_t> pairs_;  // the hash of each token taken with the one before it; of the first it says nothing
  std::vector<Growing> growing_;  // the first kept_ of them; it never shrinks
  size_t kept_ = 0;
  std::vector<Growing> singles_;
  std::vector<DictionaryMatch> matches_;
};

}  // namespace tieng
