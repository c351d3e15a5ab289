#pragma once

#include <chrono>
#include <random>

namespace latchkey::laboratory {

/// Numbers that are the same for the same seed. For one thread.
class Random {
 public:
  explicit Random(unsigned seed) : source_(seed) {}

  /// From `least` to `most`, both included.
  template <class Number>
  Number between(Number least, Number most) {
    return std::uniform_int_distribution<Number>{least, most}(source_);
  }
  std::chrono::milliseconds between(std::chrono::milliseconds least,
                                    std::chrono::milliseconds most) {
    return std::chrono::milliseconds{between(least.count(), most.count())};
  }
  bool one_in(int many) { return between(1, many) == 1; }
  std::mt19937& source() { return source_; }

 private:
  std::mt19937 source_;
};

}  // namespace latchkey::laboratory
