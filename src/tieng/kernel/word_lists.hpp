// The short lists of words that tokens and sentences are told by, each a set of spelling keys: any case, tone placement
// or Unicode form matches. All such lists of the kernel are here.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "tokens.hpp"

namespace tieng {

inline uint64_t spelling_key(std::string_view word) {
  Spelling spelling;
  for (Cursor c(word.data(), word.data() + word.size(), 0); !c.done(); c.advance()) spelling.add(c.code());
  return spelling.key();
}

class WordSet {
 public:
  WordSet(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) keys_.push_back(spelling_key(word));
    std::sort(keys_.begin(), keys_.end());
  }

  bool has(uint64_t key) const { return std::binary_search(keys_.begin(), keys_.end(), key); }

 private:
  std::vector<uint64_t> keys_;
};

// Short forms that a dot belongs to. Most stand before a name or number: ranks, places, labels of numbers.
inline bool is_short(uint64_t key) {
  static const WordSet words{"tp",   "tx",   "tt",   "q",   "p",   "h",    "kp",   "gs",  "pgs", "ts",   "ths", "tskh", "bs",
                             "bsck", "cki",  "ckii", "ks",  "ls",  "cn",   "kts",  "nsưt", "nsnd", "ttnd", "ttưt", "nxb",
                             "mr",   "mrs",  "ms",   "dr",  "prof", "st",  "mt",   "vs",  "tr",  "th",   "no",  "vol", "đt",
                             "sđt",  "tel",  "fax",  "inc", "ltd", "corp", "co",   "bros", "jr", "sr"};
  return words.has(key);
}

// Those that are words of their own where they are not capitalised: `No. 1` and `ăn no.`, `Co.` and `tay co.`
inline bool is_short_as_capital(uint64_t key) {
  static const WordSet words{"no", "co"};
  return words.has(key);
}

// Those that stand after a name or number; a sentence may end with their dot.
inline bool is_suffix(uint64_t key) {
  static const WordSet words{"inc", "ltd", "corp", "co", "bros", "jr", "sr", "am", "pm"};
  return words.has(key);
}

inline bool is_and_so_on(uint64_t key) {
  static const WordSet words{"vv"};
  return words.has(key);
}

// Words that begin sentences and no names. Chosen among those that the news capitalise at the head of a sentence above
// all; without `từ`, `hàng`, `như`, `bà` and the like, which begin names of places and people.
inline bool is_starter(uint64_t key) {
  static const WordSet words{"sau",  "trong", "theo", "khi",  "nhưng", "tuy",  "ngoài", "trước", "hiện", "đây",  "đó",
                             "những", "các",  "một",  "vì",   "để",    "với",  "về",    "và",    "còn",  "đến",  "cũng",
                             "nhiều", "mỗi",  "nếu",  "họ",   "ông",   "nó",   "tôi",   "chúng", "ngay", "cả",   "hôm",
                             "lúc",  "vậy",   "thế",  "rồi",  "bởi",   "dù",   "không", "có",    "được", "đã",   "sẽ",
                             "hãy",  "tại",   "cùng", "riêng", "mặc",  "thậm", "bên",   "ngày",  "người", "việc"};
  return words.has(key);
}

// Words after which a single capital letter is a whole name: `chị T.`, `vitamin C.`
inline bool is_named_by_letter(uint64_t key) {
  static const WordSet words{"anh", "chị", "ông",  "bà",  "em",  "cô",   "chú",     "bác",  "cháu", "thầy", "bé",
                             "y",   "hắn", "bạn", "bảng", "nhóm", "lớp", "vitamin", "loại", "hạng", "khối", "gan"};
  return words.has(key);
}

// Words that head a numbered part of a text: `Điều 5. Phạm vi áp dụng`.
inline bool is_part_label(uint64_t key) {
  static const WordSet words{"điều", "khoản", "chương", "mục", "phần", "bài",  "câu",   "bước",
                             "tiết", "hình",  "bảng",   "tập", "hồi",  "quyển", "cách", "ảnh"};
  return words.has(key);
}

// Verbs that tell who said what stands before: `“Ai đó?” Lan hỏi.`
inline bool is_speech_verb(uint64_t key) {
  static const WordSet words{"nói", "hỏi", "đáp", "bảo", "kêu", "hét", "la",  "gắt",
                             "quát", "thốt", "reo", "than", "mắng", "thưa", "kể"};
  return words.has(key);
}

// Words that a date follows.
inline bool is_before_date(uint64_t key) {
  static const WordSet words{"ngày", "hôm", "sáng", "trưa", "chiều", "tối", "đêm", "mùng", "mồng", "lễ", "dịp"};
  return words.has(key);
}

// Names that are written with a mark: `Yahoo!`
inline bool is_marked_name(uint64_t key) {
  static const WordSet words{"yahoo"};
  return words.has(key);
}

}  // namespace tieng
