#include "tests/harness/tiny_disk.hpp"

#include <sys/mount.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace latchkey::harness {

TinyDisk::TinyDisk(std::filesystem::path directory) : directory_(std::move(directory)) {
  if (mount("tmpfs", directory_.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "size=8m") == 0) return;
  throw std::system_error(errno, std::generic_category(),
                          "no disk can be mounted here that may be filled");
}

TinyDisk::~TinyDisk() {
  umount2(directory_.c_str(), MNT_DETACH);
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

}  // namespace latchkey::harness
