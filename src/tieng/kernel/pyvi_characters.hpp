// Properties of code points as Python's `str` and `re` have them, for the profile `pyvi`.
//
// pyvi asks the Python that runs it, and its answers change with Python's Unicode. So these tables are not compiled in:
// _core.pyx fills them from the running interpreter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tieng::pyvi {

enum CharFlag : uint32_t {
  kSpace = 1 << 0,    // \s
  kWord = 1 << 1,     // \w
  kDecimal = 1 << 2,  // \d
  kDigit = 1 << 3,    // str.isdigit
  kLower = 1 << 4,
  kUpper = 1 << 5,
  kTitle = 1 << 6,  // title case proper (ǅ), not capitals
};

struct Character {
  uint32_t flags;
  int32_t shift;  // the lower-case letter less this one: most code points of a block have the same

  bool is(uint32_t flag) const { return flags & flag; }
  bool operator==(const Character& other) const { return flags == other.flags && shift == other.shift; }
};

class Characters {
 public:
  // The next code point in order.
  void append(Character character) {
    if (size_ % kBlock == 0) blocks_.emplace_back();
    blocks_.back()[size_++ % kBlock] = character;
    if (size_ % kBlock == 0) close_block();
  }

  size_t size() const { return size_; }

  const Character& operator[](uint32_t code) const { return blocks_[index_[code / kBlock]][code % kBlock]; }

 private:
  static constexpr size_t kBlock = 128;
  using Block = std::array<Character, kBlock>;

  // Long runs of blocks are alike (ideographs, unassigned planes) and are kept once.
  void close_block() {
    const size_t last = blocks_.size() - 1;
    if (last && blocks_[last] == blocks_[last - 1]) blocks_.pop_back();
    index_.push_back(static_cast<uint16_t>(blocks_.size() - 1));
  }

  std::vector<Block> blocks_;
  std::vector<uint16_t> index_;
  size_t size_ = 0;
};

inline bool is_ascii_letter(uint32_t code) { return (code | 0x20) >= 'a' && (code | 0x20) <= 'z'; }
inline bool is_ascii_digit(uint32_t code) { return code >= '0' && code <= '9'; }

// [a-zA-Z0-9-]
inline bool is_domain(uint32_t code) { return is_ascii_letter(code) || is_ascii_digit(code) || code == '-'; }

// [a-zA-Z0-9_.+-]
inline bool is_mailbox(uint32_t code) { return is_domain(code) || code == '_' || code == '.' || code == '+'; }

// [A-ZĐ]
inline bool is_capital(uint32_t code) { return (code >= 'A' && code <= 'Z') || code == 0x110; }

// string.punctuation
inline bool is_ascii_punctuation(uint32_t code) {
  return code > ' ' && code < 0x7F && !is_ascii_letter(code) && !is_ascii_digit(code);
}

}  // namespace tieng::pyvi
