// A small neural network over the words of a sentence: dense layers and LSTMs in single precision.
//
// Loops are plain and add in the same order for every width of vectors, and tanh is a polynomial, so that one model
// gives the same trees on all machines (setup.py turns the contraction to fused multiply-adds off).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

// Copies of a function for wider vectors, chosen when the library is loaded, where the tool chain can do that (sanitizers
// are not there yet when the choice is made).
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__) && defined(__GNUC__) && \
    (!defined(__clang__) || __clang_major__ >= 16) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TIENG_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define TIENG_WIDE
#endif
#if defined(__GNUC__)
#define TIENG_INLINE static inline __attribute__((always_inline))  // into each of the copies
#else
#define TIENG_INLINE static inline
#endif

namespace tieng {

inline constexpr size_t kPanel = 16;  // columns that are worked on together

inline constexpr size_t panels_of(size_t columns) { return (columns + kPanel - 1) / kPanel; }

// Weights of a layer from `in` to `out` values, as panels of kPanel columns: [out / kPanel][in][kPanel], padded by zeros.
struct Dense {
  size_t in = 0, out = 0;
  const float* weights = nullptr;
  const float* bias = nullptr;  // padded as well; null for none

  size_t width() const { return panels_of(out) * kPanel; }  // of a row of results
};

namespace network {

// kPanel sums side by side. Compilers make vectors of them more reliably than of an array's elements.
#if defined(__GNUC__)
typedef float Sums __attribute__((vector_size(kPanel * sizeof(float)), aligned(sizeof(float)), may_alias));
#else
struct Sums {
  float values[kPanel];
  friend Sums operator*(float x, Sums sums) {
    for (float& value : sums.values) value *= x;
    return sums;
  }
  Sums& operator+=(const Sums& other) {
    for (size_t c = 0; c < kPanel; c++) values[c] += other.values[c];
    return *this;
  }
};
#endif

// Rows of one panel: kRows sums stay in registers over all inputs.
template <size_t kRows>
TIENG_INLINE void panel(const float* weights, size_t in, const float* x, float* y, size_t width) {
  Sums sums[kRows];
  for (size_t r = 0; r < kRows; r++) std::memcpy(&sums[r], y + r * width, sizeof(Sums));
  for (size_t i = 0; i < in; i++) {
    Sums own;
    std::memcpy(&own, weights + i * kPanel, sizeof own);
    for (size_t r = 0; r < kRows; r++) sums[r] += x[r * in + i] * own;
  }
  for (size_t r = 0; r < kRows; r++) std::memcpy(y + r * width, &sums[r], sizeof(Sums));
}

// Adds rows x weights to y.
TIENG_WIDE static void add_product(const float* weights, size_t in, size_t panels, const float* x, size_t rows,
                                   float* y) {
  const size_t width = panels * kPanel;
  for (size_t p = 0; p < panels; p++) {
    const float* const own = weights + p * in * kPanel;
    size_t r = 0;
    for (; r + 4 <= rows; r += 4) panel<4>(own, in, x + r * in, y + r * width + p * kPanel, width);
    for (; r < rows; r++) panel<1>(own, in, x + r * in, y + r * width + p * kPanel, width);
  }
}

// tanh as a ratio of polynomials, within 4e-7 (the coefficients are those of Eigen's and XLA's float tanh).
TIENG_INLINE float tanh_of(float x) {
  x = std::min(std::max(x, -7.9f), 7.9f);
  const float s = x * x;
  float p = -2.76076847742355e-16f;
  p = p * s + 2.00018790482477e-13f;
  p = p * s + -8.60467152213735e-11f;
  p = p * s + 5.12229709037114e-08f;
  p = p * s + 1.48572235717979e-05f;
  p = p * s + 6.37261928875436e-04f;
  p = p * s + 4.89352455891786e-03f;
  float q = 1.19825839466702e-06f;
  q = q * s + 1.18534705686654e-04f;
  q = q * s + 2.26843463243900e-03f;
  q = q * s + 4.89352518554385e-03f;
  return x * p / q;
}

TIENG_INLINE float sigmoid_of(float x) { return 0.5f * tanh_of(0.5f * x) + 0.5f; }

// One step of an LSTM from the sums of its gates (input, forget, cell, output, `size` each).
TIENG_WIDE static void step(const float* gates, size_t size, float* cell, float* hidden) {
  for (size_t i = 0; i < size; i++) {
    const float kept = sigmoid_of(gates[size + i]) * cell[i];
    cell[i] = kept + sigmoid_of(gates[i]) * tanh_of(gates[2 * size + i]);
    hidden[i] = sigmoid_of(gates[3 * size + i]) * tanh_of(cell[i]);
  }
}

}  // namespace network

// y = x W + b for `rows` rows; a row of y has layer.width() values.
inline void apply(const Dense& layer, const float* x, size_t rows, std::vector<float>& y) {
  const size_t width = layer.width();
  y.assign(rows * width, 0.0f);
  for (size_t r = 0; layer.bias && r < rows; r++) std::copy(layer.bias, layer.bias + width, y.data() + r * width);
  network::add_product(layer.weights, layer.in, panels_of(layer.out), x, rows, y.data());
}

inline void rectify(std::vector<float>& values) {
  for (float& value : values) value = std::max(value, 0.0f);
}

// One direction of an LSTM; `size` is a multiple of kPanel.
struct Lstm {
  Dense input;      // to the four gates
  Dense recurrent;  // from the hidden values before, without bias
};

// Both directions over the rows of x; a row of y has the hidden values of the first, then those of the second.
class BiLstm {
 public:
  Lstm directions[2];

  size_t size() const { return directions[0].recurrent.in; }

  void run(const std::vector<float>& x, size_t rows, std::vector<float>& y, std::vector<float>& gates) const {
    y.resize(rows * 2 * size());
    for (size_t d = 0; d < 2; d++) {
      apply(directions[d].input, x.data(), rows, gates);
      walk(directions[d].recurrent, d == 1, rows, gates, y.data() + d * size());
    }
  }

 private:
  void walk(const Dense& recurrent, bool backward, size_t rows, std::vector<float>& gates, float* y) const {
    std::vector<float> cell(size(), 0.0f), hidden(size(), 0.0f);
    for (size_t t = 0; t < rows; t++) {
      const size_t row = backward ? rows - 1 - t : t;
      float* const own = gates.data() + row * 4 * size();
      if (t) network::add_product(recurrent.weights, size(), panels_of(recurrent.out), hidden.data(), 1, own);
      network::step(own, size(), cell.data(), hidden.data());
      std::copy(hidden.begin(), hidden.end(), y + row * 2 * size());
    }
  }
};

}  // namespace tieng
