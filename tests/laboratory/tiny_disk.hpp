#pragma once

#include "tests/harness/temporary_directory.hpp"

#include <filesystem>

namespace latchkey::laboratory {

/// A file system of a few megabytes, mounted for as long as its object lives. Throws Impossible
/// where this process may not mount anything.
class TinyDisk {
 public:
  TinyDisk();
  ~TinyDisk();
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return directory_.path(); }

 private:
  harness::TemporaryDirectory directory_;
};

/// Takes all the room that is left there, for as long as its object lives.
class FilledDisk {
 public:
  explicit FilledDisk(const std::filesystem::path& disk);
  ~FilledDisk();
  FilledDisk(const FilledDisk&) = delete;
  FilledDisk& operator=(const FilledDisk&) = delete;

 private:
  std::filesystem::path filling_;
};

}  // namespace latchkey::laboratory
