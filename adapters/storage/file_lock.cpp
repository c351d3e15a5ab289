#include "adapters/storage/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace latchkey::storage {

Expected<FileLock> FileLock::take(const std::string& file) {
  const std::string path = file + ".lock";
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Error{ErrorKind::unavailable,
                 "store: " + path + " cannot be opened: " + std::generic_category().message(errno)};
  }
  FileLock lock{descriptor};
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return Error{ErrorKind::refused, "store: " + file + " is in use by another latchkey run",
                 std::generic_category().message(errno)};
  }
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace latchkey::storage
