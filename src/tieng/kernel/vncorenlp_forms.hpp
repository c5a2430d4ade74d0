// Tokens that VnCoreNLP knows letter by letter.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "vncorenlp_patterns.hpp"

namespace tieng::vncorenlp {

// Abbreviations and exceptions: forms that are known letter by letter. The first one that was added cuts first.
class FixedForms {
 public:
  void add(std::string form, bool exception) {
    if (form.empty()) return;
    longest_ = form.size() > longest_ ? form.size() : longest_;
    of_byte_[static_cast<unsigned char>(form[0])].push_back(static_cast<uint32_t>(forms_.size()));
    forms_.push_back({std::move(form), exception});
  }

  bool is_form(std::string_view piece, bool exception) const {
    if (piece.size() > longest_) return false;
    for (const uint32_t rank : of_byte_[static_cast<unsigned char>(piece[0])])
      if (forms_[rank].exception == exception && forms_[rank].text == piece) return true;
    return false;
  }

  // Calls `found` with the rank of each form that starts at `p`.
  template <class Found>
  void each_at(Bytes t, size_t p, Found found) const {
    for (const uint32_t rank : of_byte_[static_cast<unsigned char>(t.text[p])])
      if (t.starts_with(p, forms_[rank].text)) found(rank);
  }

  size_t size_of(uint32_t rank) const { return forms_[rank].text.size(); }

 private:
  struct Form {
    std::string text;
    bool exception;
  };

  std::vector<Form> forms_;
  std::array<std::vector<uint32_t>, 256> of_byte_;
  size_t longest_ = 0;
};

}  // namespace tieng::vncorenlp
