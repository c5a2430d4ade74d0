// What a Vietnamese word is as spelled: its key (the same for every way to write the same letters and tone) and
// whether it is a possible syllable.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "characters.hpp"

namespace tieng {

inline uint64_t mix(uint64_t h) {  // the finaliser of SplitMix64
  h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9u;
  h = (h ^ (h >> 27)) * 0x94D049BB133111EBu;
  return h ^ (h >> 31);
}

namespace orthography {

// The 29 letters as numbers from 1; 0 for any other.
inline constexpr std::u32string_view kAlphabet = U"aăâbcdđeêghiklmnoôơpqrstuưvxy";
inline constexpr std::u32string_view kVowels = U"aăâeêioôơuưy";

constexpr bool contains(std::u32string_view letters, uint32_t unit) {
  return letters.find(static_cast<char32_t>(unit)) != std::u32string_view::npos;
}

constexpr std::array<uint8_t, 0x1B1> number_letters() {
  std::array<uint8_t, 0x1B1> numbers{};
  for (size_t i = 0; i < kAlphabet.size(); i++) numbers[kAlphabet[i]] = static_cast<uint8_t>(i + 1);
  return numbers;
}
inline constexpr std::array<uint8_t, 0x1B1> kLetterNumbers = number_letters();

constexpr uint32_t letter_number(uint32_t unit) { return unit < kLetterNumbers.size() ? kLetterNumbers[unit] : 0; }

constexpr uint32_t pack(std::u32string_view letters) {
  uint32_t packed = 0;
  for (const char32_t letter : letters) packed = packed << 5 | letter_number(letter);
  return packed;
}

// A fixed set of packed letter groups with open addressing.
template <size_t kSlots>
struct GroupSet {
  std::array<uint32_t, kSlots> slots{};

  static constexpr size_t slot_of(uint32_t packed) { return (packed * 2654435761u >> 16) % kSlots; }

  template <size_t N>
  constexpr explicit GroupSet(const std::u32string_view (&groups)[N]) {
    for (const auto group : groups) {
      size_t i = slot_of(pack(group));
      while (slots[i]) i = (i + 1) % kSlots;
      slots[i] = pack(group);
    }
  }

  constexpr bool contains(uint32_t packed) const {
    for (size_t i = slot_of(packed); slots[i]; i = (i + 1) % kSlots)
      if (slots[i] == packed) return true;
    return false;
  }
};

// Onsets and rimes after Đoàn Thiện Thuật, "Ngữ âm tiếng Việt" (1977), with the few that loan words have made
// common (oong, ooc, êng, uâng). A rime after `qu` is listed as written after the u.
inline constexpr std::u32string_view kOnsetList[] = {
    U"b", U"c", U"ch", U"d", U"đ", U"g", U"gh", U"gi", U"h", U"k", U"kh", U"l", U"m", U"n",
    U"ng", U"ngh", U"nh", U"p", U"ph", U"qu", U"r", U"s", U"t", U"th", U"tr", U"v", U"x"};
inline constexpr std::u32string_view kRimeList[] = {
    U"a", U"ac", U"ach", U"ai", U"am", U"an", U"ang", U"anh", U"ao", U"ap", U"at", U"au", U"ay",
    U"ăc", U"ăm", U"ăn", U"ăng", U"ăp", U"ăt",
    U"âc", U"âm", U"ân", U"âng", U"âp", U"ât", U"âu", U"ây",
    U"e", U"ec", U"em", U"en", U"eng", U"eo", U"ep", U"et",
    U"ê", U"êch", U"êm", U"ên", U"êng", U"ênh", U"êp", U"êt", U"êu",
    U"i", U"ia", U"ich", U"iêc", U"iêm", U"iên", U"iêng", U"iêp", U"iêt", U"iêu", U"im", U"in", U"inh", U"ip",
    U"it", U"iu",
    U"o", U"oa", U"oac", U"oach", U"oai", U"oam", U"oan", U"oang", U"oanh", U"oao", U"oap", U"oat", U"oay", U"oăc",
    U"oăm", U"oăn", U"oăng", U"oăt", U"oc", U"oe", U"oem", U"oen", U"oeo", U"oet", U"oi", U"om", U"on", U"ong", U"ooc",
    U"oong", U"op", U"ot",
    U"ô", U"ôc", U"ôi", U"ôm", U"ôn", U"ông", U"ôp", U"ôt",
    U"ơ", U"ơi", U"ơm", U"ơn", U"ơp", U"ơt",
    U"u", U"ua", U"uc", U"ui", U"um", U"un", U"ung", U"uôc", U"uôi", U"uôm", U"uôn", U"uông", U"uôt", U"up", U"ut",
    U"uân", U"uâng", U"uât", U"uây", U"uê", U"uêch", U"uênh", U"uêu", U"uơ", U"uy", U"uya", U"uych", U"uyên",
    U"uyêt", U"uyn", U"uynh", U"uyp", U"uyt", U"uyu",
    U"ư", U"ưa", U"ưc", U"ưi", U"ưm", U"ưn", U"ưng", U"ươc", U"ươi", U"ươm", U"ươn", U"ương", U"ươp", U"ươt",
    U"ươu", U"ưt", U"ưu",
    U"y", U"ych", U"yêm", U"yên", U"yêng", U"yêt", U"yêu", U"ynh", U"yt"};
inline constexpr GroupSet<64> kOnsets{kOnsetList};
inline constexpr GroupSet<512> kRimes{kRimeList};

// Spelling rules between an onset and the letter after it: k, gh and ngh stand before e, ê, i and y only, c, g
// and ng before all others (but `g` before i: gì, giết); after qu no further rounded vowel.
constexpr bool may_follow(std::u32string_view onset, uint32_t vowel) {
  const bool front = contains(U"eêiy", vowel);
  if (onset == U"k" || onset == U"gh" || onset == U"ngh") return front;
  if (onset == U"c" || onset == U"ng") return !front;
  if (onset == U"g") return !front || vowel == 'i';
  if (onset == U"qu") return !contains(U"oôuư", vowel);
  return true;
}

}  // namespace orthography

// Collects the letters of one word. A word longer than kCapacity letters folds its head into the hash.
class Spelling {
 public:
  void clear() { count_ = 0, tones_ = 0, head_ = 0; }

  void add(uint32_t code) {
    const Fold folded = fold(code);
    if (folded.tone) push_tone(folded.tone);
    if (!folded.unit) return;
    if (const uint32_t letter = count_ ? compose_quality(units_[count_ - 1], folded.unit) : 0)
      units_[count_ - 1] = letter;
    else
      push(folded.unit);
    shorten_run();
    if (folded.extra) push(folded.extra);
  }

  // The key: equal for any case, Unicode form, tone placement (hoà, hòa), final i or y (kĩ, kỹ) and length of a drawn-out
  // last letter (đẹppp, đẹp).
  uint64_t key() const {
    return is_drawn_out() ? without_drawl().plain_key() : plain_key();
  }

  // Whether onset, rime and tone can make a Vietnamese syllable, its last letter perhaps drawn out.
  bool is_syllable() const { return is_plain_syllable() || is_drawn_out(); }

  // Hỏi, ngã and nặng stand in native words, hardly ever in transcribed loans.
  bool has_native_tone() const { return tones_ >= 3 && tones_ <= 5; }

 private:
  static constexpr int kCapacity = 24;
  static constexpr int kLongestSyllable = 7;  // nghiêng

  uint64_t plain_key() const {
    uint64_t h = head_ + 0x9E3779B97F4A7C15u * (tones_ + 1);
    for (int i = 0; i < count_; i++) h = step(h, i + 1 == count_ && ends_in_free_y() ? 'i' : units_[i]);
    return mix(h);
  }

  bool is_plain_syllable() const {
    if (count_ == 0 || count_ > kLongestSyllable || tones_ > 5 || head_) return false;
    for (int onset = count_ < 4 ? count_ - 1 : 3; onset >= 0; onset--)
      if (splits_at(onset)) return true;
    return false;
  }

  // `vuiii`, `đẹpppp`, `quááá`, but not `VIII`: three times the last letter or more, after a syllable that ends in it.
  bool is_drawn_out() const { return count_ > 3 && units_[count_ - 1] == units_[count_ - 2] && draws_out_a_syllable(); }

  [[gnu::noinline]] bool draws_out_a_syllable() const {
    if (head_ || units_[count_ - 2] != units_[count_ - 3]) return false;
    const Spelling plain = without_drawl();
    return plain.count_ > 1 && plain.is_plain_syllable() && !(tones_ == 0 && plain.is_roman());
  }

  Spelling without_drawl() const {
    Spelling plain = *this;
    while (plain.count_ > 1 && plain.units_[plain.count_ - 2] == units_[count_ - 1]) plain.count_--;
    while (plain.tones_ > 5 && plain.tones_ % 6 == plain.tones_ / 6 % 6) plain.tones_ /= 6;
    return plain;
  }

  bool is_roman() const {
    for (int i = 0; i < count_; i++)
      if (!orthography::contains(U"ivxlcdm", units_[i])) return false;
    return true;
  }

  static uint64_t step(uint64_t h, uint32_t unit) {
    h = (h ^ unit) * 0xD6E8FEB86659FD93u;
    return h ^ (h >> 32);
  }

  // A letter more than three times in a row counts as three times; a digit does not.
  void shorten_run() {
    if (count_ < 4 || units_[count_ - 1] != units_[count_ - 2]) return;
    const uint32_t unit = units_[count_ - 1];
    if (units_[count_ - 3] == unit && units_[count_ - 4] == unit && unit > '9') count_--;
  }

  void push(uint32_t unit) {
    if (count_ == kCapacity) {
      for (int i = 0; i < kCapacity; i++) head_ = step(head_, units_[i]);
      count_ = 0;
    }
    units_[count_++] = unit;
  }

  // So does a tone: `quááááá`.
  void push_tone(uint32_t tone) {
    if (tones_ >= 43 && tones_ % 216 == tone * 43) return;  // 43 = 36 + 6 + 1
    tones_ = tones_ * 6 + tone;
  }

  std::u32string_view letters(int from, int to) const {
    return {reinterpret_cast<const char32_t*>(units_ + from), static_cast<size_t>(to - from)};
  }

  // y as the whole rime: after consonants only (kỹ, mỹ, lý), alone (y tế), or after qu (quý).
  bool ends_in_free_y() const {
    if (count_ == 0 || units_[count_ - 1] != 'y' || head_) return false;
    if (count_ == 3 && units_[0] == 'q' && units_[1] == 'u') return true;
    for (int i = 0; i + 1 < count_; i++)
      if (orthography::contains(orthography::kVowels, units_[i])) return false;
    return true;
  }

  bool splits_at(int onset) const {
    using namespace orthography;
    const auto rime = letters(onset, count_);
    if (rime.size() > 4 || (!may_follow(letters(0, onset), rime[0]) && !is_quoc(onset, rime))) return false;
    for (const char32_t letter : letters(0, count_))
      if (!letter_number(letter)) return false;
    if (onset && !kOnsets.contains(pack(letters(0, onset)))) return false;
    return (kRimes.contains(pack(rime)) || is_quoc(onset, rime)) && tone_fits(rime);
  }

  bool is_quoc(int onset, std::u32string_view rime) const {
    return onset == 2 && units_[0] == 'q' && (rime == U"ôc" || rime == U"yên" || rime == U"yêt");
  }

  // A rime that ends in p, t, c or ch has the tone sắc or nặng.
  bool tone_fits(std::u32string_view rime) const {
    const char32_t last = rime.back();
    const bool stopped = last == 'p' || last == 't' || last == 'c' || (last == 'h' && rime[rime.size() - 2] == 'c');
    return !stopped || tones_ == 2 || tones_ == 5;
  }

  uint32_t units_[kCapacity];  // only the first count_ are set
  int count_ = 0;
  uint32_t tones_ = 0;
  uint64_t head_ = 0;
};

}  // namespace tieng
