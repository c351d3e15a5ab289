#pragma once

#include <cstddef>
#include <string>

namespace latchkey {

/// While it lives, looks into everything that this thread gives back to `operator delete`: does it
/// still hold this text? One at a time.
class FreedMemory {
 public:
  explicit FreedMemory(std::string text);
  ~FreedMemory();
  FreedMemory(const FreedMemory&) = delete;
  FreedMemory& operator=(const FreedMemory&) = delete;

  /// In how many pieces it was found.
  [[nodiscard]] std::size_t found() const { return found_; }

  /// For `operator delete`.
  static void look_at(const void* memory, std::size_t size) noexcept;

 private:
  std::string text_;
  std::size_t found_ = 0;
};

}  // namespace latchkey
