#pragma once

#include <filesystem>

namespace latchkey::harness {

/// A file system of a few megabytes, mounted on an empty directory for as long as its object lives.
class TinyDisk {
 public:
  /// Throws std::system_error where this process may not mount anything.
  explicit TinyDisk(std::filesystem::path directory);
  ~TinyDisk();
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;

 private:
  std::filesystem::path directory_;
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

}  // namespace latchkey::harness
