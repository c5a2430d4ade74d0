// Named units: bodies whose names fall into several words, `Đại học | Quốc gia | Hà Nội`.
//
// A unit begins with a capitalised word that says what kind of body it is (`Bộ`, `Đại_học`) and goes on with capitalised
// words that are apart by spaces. Vietnamese capitalises the first syllable of each part of a body's name (`Quốc phòng`)
// and every syllable of a person's or a place's (`Hà Nội`, `Phan Văn Giang`). Hence
//   - the second word must describe (`Bộ Quốc_phòng`), except after bodies that are called by names (`Đại_học Harvard`,
//     `Bệnh_viện Bạch_Mai`); `Công_ty Mỹ` is none;
//   - after that come parts and listed places (`Hà_Nội`), but no person (`Bộ Quốc_phòng | Phan_Văn_Giang`), unless after a
//     kind of body that is called by names: `Trường THPT Nguyễn_Huệ`;
//   - titles end a unit: `Bộ Quốc_phòng | Bộ_trưởng`;
//   - `và` between two descriptions belongs to it: `Bộ Giáo_dục và Đào_tạo`, not `Bộ Y_tế | và | Bộ Công_an`.
// In capitals throughout, nothing tells a name from other words, and there are no units.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "features.hpp"

namespace tieng {

struct WordSpan {
  size_t first, after;  // tokens
  bool fixed;           // forced by the user: no part of a unit

  size_t size() const { return after - first; }
};

inline bool is_capital(Shape shape) {
  return shape == Shape::kTitle || shape == Shape::kTitleForeign || shape == Shape::kUpper ||
         shape == Shape::kUpperForeign || shape == Shape::kInitial;
}

namespace units {

// N-gram hashes of words, for look-ups by tokens.
class Words {
 public:
  Words(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
      uint64_t hash = ngram_seed(kPlain);
      for (size_t begin = 0; begin < word.size();) {
        const size_t end = std::min(word.find(' ', begin), word.size());
        Spelling spelling;
        for (Cursor c(word.data() + begin, word.data() + end, 0); !c.done(); c.advance()) spelling.add(c.code());
        hash = extend_ngram(hash, spelling.key());
        begin = end + 1;
      }
      hashes_.push_back(hash);
    }
    std::sort(hashes_.begin(), hashes_.end());
  }

  bool contain(const Token* tokens, const WordSpan& word) const {
    if (word.size() > 3) return false;
    uint64_t hash = ngram_seed(kPlain);
    for (size_t i = word.first; i < word.after; i++) hash = extend_ngram(hash, tokens[i].key);
    return std::binary_search(hashes_.begin(), hashes_.end(), hash);
  }

 private:
  std::vector<uint64_t> hashes_;
};

// Bodies that are called by what they do.
inline const Words& described() {
  static const Words words{
      "bộ", "sở", "cục", "tổng cục", "vụ", "ban", "phòng", "khoa", "hội đồng", "ủy ban", "ubnd", "hđnd", "tòa án",
      "viện kiểm sát", "quốc hội", "chính phủ", "văn phòng", "thanh tra", "kiểm toán", "đảng", "hội", "liên đoàn",
      "hiệp hội", "liên minh", "liên hiệp", "tổng liên đoàn", "mặt trận", "đoàn", "quỹ", "trung tâm", "cơ quan",
      "tổ chức", "tổng công ty", "cảnh sát", "công an", "quân đội", "bộ đội", "bộ tư lệnh", "chi cục",
      "ngân hàng", "kho bạc", "bảo hiểm", "đài", "thông tấn xã", "nhà xuất bản", "cộng hòa", "vương quốc", "liên bang"};
  return words;
}

// Bodies that are called by names, too.
inline const Words& named() {
  static const Words words{
      "đại học", "trường", "học viện", "viện", "bệnh viện", "công ty", "tập đoàn", "câu lạc bộ", "clb", "sân bay",
      "nhà hát", "bảo tàng", "thư viện", "nhà thờ", "khách sạn", "thpt", "thcs", "cao đẳng", "tiểu học", "trung học",
      "mầm non", "đa khoa", "đh", "cđ", "bv", "tnhh", "cp", "cổ phần"};
  return words;
}

// What stands before a person's name.
inline const Words& titles() {
  static const Words words{
      "tổng thống", "phó tổng thống", "thủ tướng", "phó thủ tướng", "chủ tịch", "phó chủ tịch", "bộ trưởng",
      "thứ trưởng", "tổng bí thư", "bí thư", "phó bí thư", "giám đốc", "phó giám đốc", "tổng giám đốc", "hiệu trưởng",
      "viện trưởng", "cục trưởng", "vụ trưởng", "trưởng ban", "trưởng phòng", "đại sứ", "ngoại trưởng", "tư lệnh",
      "tổng tư lệnh", "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "đại tá", "thượng tá", "trung tá",
      "thiếu tá", "đại úy", "giáo sư", "phó giáo sư", "tiến sĩ", "thạc sĩ", "bác sĩ", "luật sư", "nhà báo", "ông", "bà",
      "anh hùng", "nghệ sĩ", "gs", "pgs", "ts", "ths", "bs"};
  return words;
}

// Countries whose names have one syllable.
inline const Words& countries() {
  static const Words words{"mỹ", "anh", "pháp", "đức", "nga", "nhật", "ý", "úc", "hàn", "ấn", "áo", "bỉ", "lào",
                           "séc", "thái", "trung", "việt"};
  return words;
}

}  // namespace units

// Finds the units of a sentence.
class UnitFinder {
 public:
  UnitFinder(const Token* tokens, const std::vector<WordSpan>& words, const Matches& matches)
      : tokens_(tokens), words_(words), matches_(matches) {}

  // How many words the unit has that begins with word w; 1 for none.
  size_t length_at(size_t w) const {
    const WordSpan& head = words_[w];
    const bool by_name = takes_name(w);
    const bool is_abbreviation = head.size() == 1 && shape(head.first) == Shape::kUpperForeign;
    if (head.fixed || !(shape(head.first) == Shape::kTitle || is_abbreviation) || !is_described(head)) return 1;
    if (!by_name && !units::described().contain(tokens_, head)) return 1;
    size_t next = w + 1;
    if (!goes_on(next)) return 1;
    const bool is_foreign_name = shape(words_[next].first) == Shape::kTitleForeign;
    if (!by_name && (is_foreign_name || !is_described(words_[next]))) return 1;
    if (is_country(words_[next])) return 1;
    for (next++; next < words_.size();) {
      if (goes_on(next) && (is_described(words_[next]) || is_place(words_[next]) || takes_name(next - 1)))
        next++;
      else if (is_linked(next))
        next += 2;
      else
        break;
    }
    return next - w;
  }

 private:
  bool takes_name(size_t w) const { return units::named().contain(tokens_, words_[w]); }
  Shape shape(size_t token) const { return tokens_[token].shape; }

  // A capital and then none (`Quốc phòng`), which is how parts of a body's name are written, or an abbreviation.
  bool is_described(const WordSpan& word) const {
    if (word.size() == 1) return is_capital(shape(word.first)) || shape(word.first) == Shape::kMixed;
    if (shape(word.first) != Shape::kTitle) return false;
    for (size_t i = word.first + 1; i < word.after; i++)
      if (shape(i) != Shape::kLower) return false;
    return true;
  }

  bool is_country(const WordSpan& word) const { return units::countries().contain(tokens_, word); }

  bool is_place(const WordSpan& word) const {
    for (size_t i = word.first; i < word.after; i++)
      if (!is_capital(shape(i))) return false;
    return matches_.is_listed(word.first, word.size()) || matches_.is_named(word.first, word.size());
  }

  // Whether word w may belong to a unit that reaches up to it: capitalised, after a space, neither a title nor forced.
  bool goes_on(size_t w) const {
    if (w >= words_.size() || words_[w].fixed) return false;
    const WordSpan& word = words_[w];
    return tokens_[word.first].gap == Gap::kSpace && is_joinable(tokens_[word.first]) && is_capital(shape(word.first)) &&
           !units::titles().contain(tokens_, word);
  }

  // Whether word w is an `và` that ties two descriptions.
  bool is_linked(size_t w) const {
    static const units::Words kAnd{"và"};
    if (w + 1 >= words_.size() || words_[w].fixed || tokens_[words_[w].first].gap != Gap::kSpace) return false;
    const WordSpan &before = words_[w - 1], &next = words_[w + 1];
    return kAnd.contain(tokens_, words_[w]) && shape(words_[w].first) == Shape::kLower && before.size() > 1 &&
           is_described(before) && goes_on(w + 1) && next.size() > 1 && is_described(next) &&
           !units::described().contain(tokens_, next) && !units::named().contain(tokens_, next);
  }

  const Token* tokens_;
  const std::vector<WordSpan>& words_;
  const Matches& matches_;
};

// Calls visit(gap) for each gap between two words of one unit.
template <class Visit>
void for_each_unit(const Token* tokens, const std::vector<WordSpan>& words, const Matches& matches, Visit&& visit) {
  const UnitFinder finder(tokens, words, matches);
  for (size_t w = 0; w < words.size();) {
    const size_t after = w + finder.length_at(w);
    for (w++; w < after; w++) visit(words[w].first - 1);
  }
}

}  // namespace tieng
