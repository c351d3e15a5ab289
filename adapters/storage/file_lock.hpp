#pragma once

#include "core/base/expected.hpp"

#include <string>
#include <utility>

namespace latchkey::storage {

/// Keeps a second program off a file, for as long as it lives; the kernel lets go when the program
/// dies, however it dies. Advisory (flock on FILE.lock): only those who ask for it are kept off.
class FileLock {
 public:
  /// Never waits. `refused` where another program holds it, `unavailable` where the lock file
  /// cannot be opened.
  static Expected<FileLock> take(const std::string& file);

  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace latchkey::storage
