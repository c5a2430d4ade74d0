// Ripple-down rules: a tree of rules, each with exceptions, that says of each syllable whether a word begins at it.
// Nguyen et al., A Fast and Accurate Vietnamese Word Segmenter, LREC 2018, arXiv 1709.06307.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tieng::rdr {

inline constexpr uint32_t kUnknown = 0;  // a syllable that no list and no rule has
inline constexpr uint32_t kOutside = 1;  // before the first and after the last syllable of a sentence

inline constexpr size_t kReach = 2;  // syllables to the left and to the right that a rule may ask for
inline constexpr size_t kWindow = 2 * kReach + 1;

enum class Tag : uint8_t { kBegin, kInside, kOutside, kNone, kAny };  // kNone: no syllable has it

// Numbers for the lower-cased syllables that lists and rules have.
class Syllables {
 public:
  Syllables() : slots_(16), places_(2) {}

  uint32_t add(std::string_view form) {
    if (const uint32_t known = find(form)) return known;
    if (places_.size() * 2 >= slots_.size()) grow();
    const auto number = static_cast<uint32_t>(places_.size());
    places_.push_back({pool_.size(), form.size(), hash(form)});
    pool_.append(form);
    longest_ = std::max(longest_, form.size());
    insert(number);
    return number;
  }

  uint32_t find(std::string_view form) const {
    const uint64_t h = hash(form);
    for (size_t i = h & (slots_.size() - 1); slots_[i].number != kUnknown; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].tag != h >> 32) continue;
      const Place& place = places_[slots_[i].number];
      if (std::string_view(pool_).substr(place.begin, place.size) == form) return slots_[i].number;
    }
    return kUnknown;
  }

  size_t size() const { return places_.size(); }
  size_t longest() const { return longest_; }  // in bytes

 private:
  struct Place {
    size_t begin = 0, size = 0;
    uint64_t hash = 0;
  };

  struct Slot {
    uint32_t tag = 0;  // of the hash, so that few other forms are looked at
    uint32_t number = kUnknown;
  };

  static uint64_t hash(std::string_view form) {
    uint64_t h = 0xCBF29CE484222325;
    for (const char c : form) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return h ^ h >> 29;
  }

  void insert(uint32_t number) {
    size_t i = places_[number].hash & (slots_.size() - 1);
    while (slots_[i].number != kUnknown) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = {static_cast<uint32_t>(places_[number].hash >> 32), number};
  }

  void grow() {
    slots_.assign(slots_.size() * 2, Slot{});
    for (uint32_t number = 2; number < places_.size(); number++) insert(number);
  }

  std::vector<Slot> slots_;
  std::vector<Place> places_;
  std::string pool_;
  size_t longest_ = 0;
};

// A map from a 64-bit key. Most of what it is asked for is not there, and one byte of the hash tells so without a look
// at the slot. Without that byte, a third of the time of segmenting went by waiting for slots that are not in the cache.
class FlatMap {
 public:
  FlatMap() : marks_(16), slots_(16) {}

  uint32_t& operator[](uint64_t key) {
    if (used_ * 2 >= slots_.size()) grow();
    const size_t i = place(key);
    if (marks_[i] == kFree) {
      used_++;
      marks_[i] = mark(hash(key));
      slots_[i] = {key, 0};
    }
    return slots_[i].value;
  }

  // 0 for none.
  uint32_t find(uint64_t key) const {
    const size_t i = place(key);
    return marks_[i] == kFree ? 0 : slots_[i].value;
  }

 private:
  static constexpr uint8_t kFree = 0;

  struct Slot {
    uint64_t key = 0;
    uint32_t value = 0;
  };

  static uint64_t hash(uint64_t key) {
    const uint64_t h = key * 0x9E3779B97F4A7C15;
    return h ^ h >> 32;
  }

  static uint8_t mark(uint64_t h) { return static_cast<uint8_t>(h >> 56 | 1); }

  size_t place(uint64_t key) const {
    const uint64_t h = hash(key);
    size_t i = h & (slots_.size() - 1);
    while (marks_[i] != kFree && (marks_[i] != mark(h) || slots_[i].key != key)) i = (i + 1) & (slots_.size() - 1);
    return i;
  }

  void grow() {
    std::vector<Slot> slots(slots_.size() * 2);
    std::vector<uint8_t> marks(slots.size());
    slots.swap(slots_);
    marks.swap(marks_);
    for (size_t i = 0; i < slots.size(); i++) {
      if (marks[i] == kFree) continue;
      const size_t to = place(slots[i].key);
      marks_[to] = marks[i];
      slots_[to] = slots[i];
    }
  }

  std::vector<uint8_t> marks_;
  std::vector<Slot> slots_;
  size_t used_ = 0;
};

// Phrases of two syllables and more, as a tree of syllables.
class Phrases {
 public:
  static constexpr size_t kLongest = 4;  // syllables; longer ones are in the lists but never looked for

  void add(const std::vector<uint32_t>& syllables) {
    if (syllables.size() < 2 || syllables.size() > kLongest) return;
    if (starts_.size() <= syllables[0]) starts_.resize(syllables[0] + 1);
    uint32_t node = open(starts_[syllables[0]]);
    for (size_t i = 1; i < syllables.size(); i++) node = open(next_[key(node, syllables[i])]);
    ends_[node] = true;
  }

  // The number of syllables of the longest phrase that starts at `first`, of at most `count` syllables; 0 for none.
  size_t longest(const uint32_t* first, size_t count) const {
    size_t best = 0;
    uint32_t node = first[0] < starts_.size() ? starts_[first[0]] : 0;
    for (size_t i = 1; node != 0 && i < std::min(count, kLongest); i++) {
      node = first[i] == kUnknown ? 0 : next_.find(key(node, first[i]));
      if (ends_[node]) best = i + 1;
    }
    return best;
  }

 private:
  static uint64_t key(uint32_t node, uint32_t syllable) { return uint64_t{node} << 32 | syllable; }

  uint32_t open(uint32_t& node) {
    if (node == 0) {
      node = static_cast<uint32_t>(ends_.size());
      ends_.push_back(false);
    }
    return node;
  }

  std::vector<uint32_t> starts_;  // the node of each first syllable
  FlatMap next_;
  std::vector<uint8_t> ends_ = {false};  // of each node, whether a phrase ends there; node 0 is none
};

// What a rule asks of the five syllables around; 0 and kAny ask nothing.
struct Condition {
  std::array<uint32_t, kWindow> syllables{};
  std::array<Tag, kWindow> tags{Tag::kAny, Tag::kAny, Tag::kAny, Tag::kAny, Tag::kAny};

  void ask(size_t place, uint32_t syllable) { syllables[place] = syllable; }
  void ask_tag(size_t place, Tag tag) { tags[place] = tag; }

  bool holds(const uint32_t* syllable, const Tag* tag) const {
    for (size_t i = 0; i < kWindow; i++) {
      if (syllables[i] != 0 && syllables[i] != syllable[i]) return false;
      if (tags[i] != Tag::kAny && tags[i] != tag[i]) return false;
    }
    return true;
  }
};

class RuleTree {
 public:
  // Rules come in the order of the file: exceptions after their rule, siblings in the order in which they are tried.
  // The root is 0; gives the number of the new rule.
  uint32_t add(uint32_t parent, const Condition& condition, bool begins) {
    const auto number = static_cast<uint32_t>(rules_.size());
    rules_.push_back({condition, begins, 0});
    const size_t place = index_place(condition);
    const uint32_t syllable = place == kWindow ? kUnknown : condition.syllables[place];
    rules_[parent].places |= 1 << place;
    if (asked_.size() <= syllable) asked_.resize(syllable + 1);
    asked_[syllable] |= 1 << place;
    uint32_t& list = lists_[key_of(parent, place, syllable)];
    if (list == 0) {
      list = static_cast<uint32_t>(exceptions_.size());
      exceptions_.emplace_back();
    }
    exceptions_[list].push_back(number);
    return number;
  }

  // Whether a word begins at a syllable; `syllable` and `tag` point at the first of the five around it.
  bool begins(const uint32_t* syllable, const Tag* tag) const {
    uint32_t fired = 0;
    while (rules_[fired].places != 0) {
      const uint32_t exception = first_that_holds(fired, syllable, tag);
      if (exception == 0) break;
      fired = exception;
    }
    return fired == 0 ? tag[kReach] == Tag::kBegin : rules_[fired].begins;
  }

 private:
  struct Rule {
    Condition condition;
    bool begins;
    uint8_t places;  // those by which its exceptions are found, a bit each
  };

  // Exceptions are found by one of the syllables that they ask for, so that not all of a thousand are tried. Those
  // that ask for none are at place kWindow.
  static size_t index_place(const Condition& condition) {
    for (const size_t place : {kReach, kReach - 1, kReach + 1, kReach - 2, kReach + 2})
      if (condition.syllables[place]) return place;
    return kWindow;
  }

  static uint64_t key_of(uint32_t rule, size_t place, uint32_t syllable) {
    return (uint64_t{rule} * 8 + place + 1) << 32 | syllable;
  }

  uint32_t first_that_holds(uint32_t rule, const uint32_t* syllables, const Tag* tags) const {
    uint32_t best = 0;
    for (size_t place = 0; place <= kWindow; place++) {
      const uint32_t syllable = place == kWindow ? kUnknown : syllables[place];
      if (!(rules_[rule].places >> place & 1) || syllable >= asked_.size() || !(asked_[syllable] >> place & 1)) continue;
      const uint32_t list = lists_.find(key_of(rule, place, syllable));
      if (list != 0) best = first_of(exceptions_[list], best, syllables, tags);
    }
    return best;
  }

  uint32_t first_of(const std::vector<uint32_t>& list, uint32_t best, const uint32_t* syllables, const Tag* tags) const {
    for (const uint32_t exception : list) {
      if (best != 0 && exception > best) break;
      if (rules_[exception].condition.holds(syllables, tags)) return exception;
    }
    return best;
  }

  std::vector<Rule> rules_ = {{Condition{}, true, 0}};
  std::vector<std::vector<uint32_t>> exceptions_ = {{}};
  FlatMap lists_;
  std::vector<uint8_t> asked_;  // of each syllable, the places at which a rule is found by it, a bit each
};

}  // namespace tieng::rdr
