#include "tests/laboratory/tiny_disk.hpp"

#include "tests/laboratory/fault.hpp"

#include <sys/mount.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>

namespace latchkey::laboratory {

TinyDisk::TinyDisk() {
  if (mount("tmpfs", path().c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "size=8m") == 0) return;
  throw Impossible("no disk can be mounted here that may be filled: " +
                   std::string{std::strerror(errno)});
}

TinyDisk::~TinyDisk() {
  umount2(path().c_str(), MNT_DETACH);
}

FilledDisk::FilledDisk(const std::filesystem::path& disk) : filling_(disk / "filling") {
  std::ofstream file{filling_, std::ios::binary};
  const std::string piece(4096, '.');
  while (file.write(piece.data(), static_cast<std::streamsize>(piece.size())).flush()) {
  }
}

FilledDisk::~FilledDisk() {
  std::error_code ignored;
  std::filesystem::remove(filling_, ignored);
}

}  // namespace latchkey::laboratory
