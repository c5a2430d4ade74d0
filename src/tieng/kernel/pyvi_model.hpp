// What pyvi knows: the words that its weights and its word list name, and the weights.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace tieng::pyvi {

constexpr uint32_t kUnknown = 0xFFFFFFFF;
constexpr size_t kLabels = 2;  // B_W begins a word, I_W goes on with it
constexpr size_t kWordBits = 21;

// The order is that of ATTRIBUTES in tools/convert_pyvi.py, and that in which pyvi names them: CRFsuite adds them up in
// that order, and the order of additions decides the last bits of a sum. Words come between: the word itself after
// kBias, the one before it ahead of kTitleBefore, the one after it ahead of kTitleAfter.
enum Attribute {
  kBias,
  kIsUpper,
  kIsTitle,
  kIsDigit,
  kTitleBefore,
  kUpperBefore,
  kPairBefore,
  kTripleBefore,
  kTitleAfter,
  kUpperAfter,
  kPairAfter,
  kTripleAfter,
  kAttributes,
};

struct Weights {
  double of[kLabels];
};

// What a word weighs on its own label, on that of the word after it (`-1:word.lower()`) and on that of the word before.
struct WordWeights {
  Weights here, before, after;
};

inline uint64_t mix(uint64_t value) {
  value *= 0x9E3779B97F4A7C15u;
  return value ^ value >> 32;
}

inline size_t table_size(size_t count) {
  size_t size = 16;
  while (size < 2 * count) size *= 2;
  return size;
}

// How many slots of a hash table are looked through for a place. Tables are half full at most, so that only data made to
// collide, or the same word a thousand times, need more.
constexpr size_t kMostSteps = 1024;

// Lower-cased words, numbered as they come.
class Words {
 public:
  Words() = default;

  // `ends` are ends in `text`; they have to rise and not to pass its size (see `load`).
  Words(const uint32_t* text, const uint32_t* ends, size_t count)
      : text_(text), ends_(ends), count_(count), slots_(table_size(count)) {
    for (uint32_t word = 0; word < count && fits_; word++) fits_ = insert(word);
  }

  bool fits() const { return fits_; }

  // The number of a word, compared letter by letter; kUnknown where there is none.
  uint32_t find(const uint32_t* word, size_t size) const {
    if (size > longest_ || !count_) return kUnknown;
    const auto tag = static_cast<uint32_t>(hash(word, size));
    for (size_t i = tag & (slots_.size() - 1); slots_[i].next; i = (i + 1) & (slots_.size() - 1))
      if (slots_[i].tag == tag && equals(slots_[i].next - 1, word, size)) return slots_[i].next - 1;
    return kUnknown;
  }

  size_t longest() const { return longest_; }

 private:
  struct Slot {
    uint32_t tag, next;  // the number of the word and 1; 0 where the slot is free
  };

  static uint64_t hash(const uint32_t* word, size_t size) {
    uint64_t h = size;
    for (size_t i = 0; i < size; i++) h = (h ^ word[i]) * 0x100000001B3u;
    return mix(h);
  }

  const uint32_t* begin(uint32_t word) const { return text_ + (word ? ends_[word - 1] : 0); }
  size_t size(uint32_t word) const { return text_ + ends_[word] - begin(word); }

  bool equals(uint32_t number, const uint32_t* word, size_t size) const {
    return this->size(number) == size && std::equal(word, word + size, begin(number));
  }

  bool insert(uint32_t word) {
    const auto tag = static_cast<uint32_t>(hash(begin(word), size(word)));
    size_t i = tag & (slots_.size() - 1), steps = 0;
    for (; slots_[i].next; i = (i + 1) & (slots_.size() - 1))
      if (++steps == kMostSteps) return false;
    slots_[i] = {tag, word + 1};
    if (size(word) > longest_) longest_ = size(word);
    return true;
  }

  const uint32_t* text_ = nullptr;
  const uint32_t* ends_ = nullptr;
  size_t count_ = 0;
  size_t longest_ = 0;
  std::vector<Slot> slots_;
  bool fits_ = true;
};

// Sequences of two or three words that the word list has.
class Sequences {
 public:
  Sequences() = default;

  Sequences(const uint32_t* words, size_t count, size_t length) : slots_(table_size(count), kFree) {
    for (size_t i = 0; i < count && fits_; i++, words += length)
      fits_ = insert(length == 2 ? key(words[0], words[1]) : key(words[0], words[1], words[2]));
  }

  bool fits() const { return fits_; }

  bool has(uint64_t key) const {
    if (slots_.empty()) return false;
    for (size_t i = mix(key) & (slots_.size() - 1); slots_[i] != kFree; i = (i + 1) & (slots_.size() - 1))
      if (slots_[i] == key) return true;
    return false;
  }

  static uint64_t key(uint64_t first, uint64_t second) { return first << kWordBits | second; }
  static uint64_t key(uint64_t first, uint64_t second, uint64_t third) { return key(key(first, second), third); }

 private:
  static constexpr uint64_t kFree = ~uint64_t{0};

  bool insert(uint64_t key) {
    size_t i = mix(key) & (slots_.size() - 1), steps = 0;
    for (; slots_[i] != kFree && slots_[i] != key; i = (i + 1) & (slots_.size() - 1))
      if (++steps == kMostSteps) return false;
    slots_[i] = key;
    return true;
  }

  std::vector<uint64_t> slots_;
  bool fits_ = true;
};

struct Model {
  Words words;
  const WordWeights* word_weights = nullptr;
  size_t weighted = 0;  // the words that have weights come first
  Sequences pairs, triples;
  Weights attributes[kAttributes] = {};
  double transitions[kLabels][kLabels] = {};  // from, to
};

// The sections of a model file, as tools/convert_pyvi.py writes them.
struct ModelData {
  std::string_view words, word_ends, word_weights, pairs, triples, attribute_weights, transitions;
};

template <typename T>
struct Array {
  explicit Array(std::string_view data)
      : at(reinterpret_cast<const T*>(data.data())),
        size(data.size() / sizeof(T)),
        whole(data.empty() || (data.size() % sizeof(T) == 0 && reinterpret_cast<uintptr_t>(at) % alignof(T) == 0)) {}

  const T* begin() const { return at; }
  const T* end() const { return at + size; }

  const T* at;
  size_t size;
  bool whole;  // without a rest, and aligned
};

inline bool all_below(const Array<uint32_t>& numbers, size_t limit) {
  return std::all_of(numbers.begin(), numbers.end(), [&](uint32_t number) { return number < limit; });
}

// Fills `model`; returns what is wrong with the data, or null. The model points into words, word_ends and word_weights.
inline const char* load(const ModelData& data, Model& model) {
  const Array<uint32_t> words(data.words), ends(data.word_ends), pairs(data.pairs), triples(data.triples);
  const Array<WordWeights> weights(data.word_weights);
  if (!words.whole || !ends.whole || !std::is_sorted(ends.begin(), ends.end()) ||
      (ends.size && ends.at[ends.size - 1] != words.size))
    return "expected ends of words that rise to the end of the words' text";
  if (ends.size >> kWordBits) return "expected less than 2**21 words";
  if (!weights.whole || weights.size > ends.size) return "expected six weights a word, and no more than there are words";
  if (!pairs.whole || pairs.size % 2 || !triples.whole || triples.size % 3) return "expected pairs and triples of words";
  if (!all_below(pairs, ends.size) || !all_below(triples, ends.size)) return "expected pairs and triples of known words";
  if (data.attribute_weights.size() != sizeof model.attributes || data.transitions.size() != sizeof model.transitions)
    return "expected 24 weights of attributes and 4 of transitions";
  model.words = Words(words.at, ends.at, ends.size);
  model.word_weights = weights.at;
  model.weighted = weights.size;
  model.pairs = Sequences(pairs.at, pairs.size / 2, 2);
  model.triples = Sequences(triples.at, triples.size / 3, 3);
  if (!model.words.fits() || !model.pairs.fits() || !model.triples.fits())
    return "expected words, pairs and triples that differ, got too many in one place of their table";
  std::memcpy(model.attributes, data.attribute_weights.data(), sizeof model.attributes);
  std::memcpy(model.transitions, data.transitions.data(), sizeof model.transitions);
  return nullptr;
}

}  // namespace tieng::pyvi
