// Lends what one thread works with to each that asks, so that any number of threads may share one segmenter.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tieng {

// A Space is made of the Source; as many are kept as were ever in use at once.
template <class Space, class Source>
class Lender {
 public:
  explicit Lender(const Source& source) : source_(source) {}

  std::unique_ptr<Space> take() {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (free_.empty()) return std::make_unique<Space>(source_);
    std::unique_ptr<Space> lent = std::move(free_.back());
    free_.pop_back();
    return lent;
  }

  void give_back(std::unique_ptr<Space> lent) {
    const std::lock_guard<std::mutex> guard(mutex_);
    free_.push_back(std::move(lent));
  }

 private:
  const Source& source_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Space>> free_;
};

}  // namespace tieng
