// Many texts at once: their annotations as flat arrays, laid out as Arrow lays out lists of structs.
#pragma once

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "segment.hpp"

namespace tieng {

// What is wrong with a text of a batch.
enum class Fault : uint8_t { kNone, kNull, kNotUtf8 };

// Arrow's offsets and ours are 32-bit and signed.
inline int32_t checked_size(size_t size) {
  if (size > static_cast<size_t>(std::numeric_limits<int32_t>::max()))
    throw std::overflow_error("expected less than 2**31 bytes and spans in a batch");
  return static_cast<int32_t>(size);
}

// Strings one after the other; number i is data[ends[i] .. ends[i + 1]].
struct StringColumn {
  std::string data;
  std::vector<int32_t> ends{0};

  void add(std::string_view text) {
    data.append(text);
    ends.push_back(checked_size(data.size()));
  }
};

// The spans of one kind, of all rows: those of row r are rows[r] .. rows[r + 1].
struct SpanColumn {
  bool wanted = false;
  std::vector<int32_t> rows{0};
  std::vector<int32_t> starts, ends;  // code points
  StringColumn texts;

  void close_row() { rows.push_back(checked_size(starts.size())); }
};

class BatchColumns {
 public:
  bool segmented_wanted = false;
  StringColumn segmented;
  SpanColumn words, tokens, sentences;  // sentences have no texts
  std::vector<uint8_t> kinds;           // TokenKind of each token
  std::vector<int32_t> word_starts, word_ends;  // of each sentence: its words, counted within the row
  size_t word_count = 0, sentence_count = 0;    // of all rows, whatever is wanted of them

  // Adds what was found in a text, and its text form.
  void add(std::string_view text, const Annotation& found, std::string_view form) {
    checked_size(text.size());
    word_count += found.words.size();
    sentence_count += found.sentences.size();
    find_bytes(text, found);
    const size_t count = found.starts.size();
    if (tokens.wanted) {
      for (size_t i = 0; i < count; i++) add_span(tokens, text, found, i, i + 1);
      kinds.insert(kinds.end(), found.kinds.begin(), found.kinds.end());
    }
    if (words.wanted)
      for (size_t w = 0; w < found.words.size(); w++) add_span(words, text, found, found.words[w], word_end(found, w));
    if (sentences.wanted) add_sentences(found);
    if (segmented_wanted) segmented.add(form);
    close_row();
  }

  // Adds a row that has nothing.
  void add_null() {
    if (segmented_wanted) segmented.add({});
    close_row();
  }

 private:
  void close_row() {
    for (SpanColumn* column : {&words, &tokens, &sentences}) column->close_row();
  }

  // Where each token begins and ends in UTF-8. Tokens rise and lie apart; places beyond the text are its end.
  void find_bytes(std::string_view text, const Annotation& found) {
    bytes_.clear();
    if (!words.wanted && !tokens.wanted) return;
    size_t byte = 0;
    uint32_t point = 0;
    const auto seek = [&](uint32_t wanted) {
      while (point < wanted && byte < text.size()) {
        do byte++;
        while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80);
        point++;
      }
      bytes_.push_back(byte);
    };
    for (size_t i = 0; i < found.starts.size(); i++) {
      seek(found.starts[i]);
      seek(found.ends[i]);
    }
  }

  static size_t word_end(const Annotation& found, size_t word) {
    return word + 1 < found.words.size() ? found.words[word + 1] : found.starts.size();
  }

  // The span from token `first` to before token `after`.
  void add_span(SpanColumn& column, std::string_view text, const Annotation& found, size_t first, size_t after) {
    column.starts.push_back(static_cast<int32_t>(found.starts[first]));
    column.ends.push_back(static_cast<int32_t>(found.ends[after - 1]));
    const size_t begin = bytes_[2 * first];
    column.texts.add(text.substr(begin, bytes_[2 * after - 1] - begin));
  }

  void add_sentences(const Annotation& found) {
    for (size_t s = 0; s < found.sentences.size(); s++) {
      const size_t first = found.sentences[s];
      const size_t after = s + 1 < found.sentences.size() ? found.sentences[s + 1] : found.words.size();
      sentences.starts.push_back(static_cast<int32_t>(found.starts[found.words[first]]));
      sentences.ends.push_back(static_cast<int32_t>(found.ends[word_end(found, after - 1) - 1]));
      word_starts.push_back(static_cast<int32_t>(first));
      word_ends.push_back(static_cast<int32_t>(after));
    }
  }

  std::vector<size_t> bytes_;  // of each token of one text: where it begins and ends
};

// Whether each text of an Arrow array can be read. Text i is data[offsets[i] .. offsets[i + 1]]; its bit in `validity`,
// which may be absent, is number first + i.
inline void find_faults(const int64_t* offsets, size_t count, const char* data, const uint8_t* validity, size_t first,
                        uint8_t* faults) {
  for (size_t i = 0; i < count; i++) {
    const std::string_view text(data + offsets[i], static_cast<size_t>(offsets[i + 1] - offsets[i]));
    const size_t bit = first + i;
    const bool null = validity && !(validity[bit / 8] >> bit % 8 & 1);
    faults[i] = static_cast<uint8_t>(null                            ? Fault::kNull
                                     : utf8_head(text) < text.size() ? Fault::kNotUtf8
                                                                     : Fault::kNone);
  }
}

// Reads the texts that have no fault.
inline void annotate_batch(Workspaces& spaces, const int64_t* offsets, size_t count, const char* data,
                           const uint8_t* faults, BatchColumns& out) {
  Annotation found;
  std::string form;
  for (size_t i = 0; i < count; i++) {
    if (faults[i]) {
      out.add_null();
      continue;
    }
    const std::string_view text(data + offsets[i], static_cast<size_t>(offsets[i + 1] - offsets[i]));
    found.clear();
    form.clear();
    annotate(spaces, text, found, out.segmented_wanted ? &form : nullptr);
    out.add(text, found, form);
  }
}

}  // namespace tieng
