#include "adapters/storage/key_file.hpp"

#include "adapters/storage/audit_chain.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace latchkey::storage {
namespace {

constexpr std::size_t k_key_digits = 64;

Error unusable_key(const std::string& key_file, const char* why, int error) {
  return {ErrorKind::unavailable, "the record's key " + key_file + " " + why,
          std::generic_category().message(error)};
}

/// Nothing where there is no such file.
Expected<std::optional<Secret>> read_key(const std::string& key_file) {
  const int descriptor = open(key_file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) return std::optional<Secret>{};
  if (descriptor < 0) return unusable_key(key_file, "cannot be read", errno);
  std::string text(k_key_digits, '\0');
  const auto count = read(descriptor, text.data(), text.size());
  const int error = errno;
  close(descriptor);
  if (count < 0) return unusable_key(key_file, "cannot be read", error);
  if (static_cast<std::size_t>(count) < text.size()) {
    return unusable_key(key_file, "is shorter than 64 hex digits", 0);
  }
  return std::optional<Secret>{Secret{std::move(text)}};
}

/// Where root asks something on the command line first, the service must be able to read it, too:
/// it belongs to whom the directory belongs to.
void give_to_owner_of_directory(int descriptor, const std::string& key_file) {
  const auto directory = std::filesystem::path{key_file}.parent_path();
  struct stat owner {};
  if (geteuid() != 0 || stat(directory.c_str(), &owner) != 0) return;
  // Where it fails, the service says that it cannot read the key.
  [[maybe_unused]] const int ignored = fchown(descriptor, owner.st_uid, owner.st_gid);
}

/// Under a name of its own first, then linked: nobody sees half a key.
Expected<void> make_key(const std::string& key_file) {
  std::string draft = key_file + ".XXXXXX";
  const int descriptor = mkostemp(draft.data(), O_CLOEXEC);  // with mode 0600
  if (descriptor < 0) return unusable_key(key_file, "cannot be made", errno);
  give_to_owner_of_directory(descriptor, key_file);
  const std::string key = random_key() + "\n";
  const bool written =
      write(descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
      fsync(descriptor) == 0;
  const int error = errno;
  close(descriptor);
  Expected<void> made;
  if (!written) made = unusable_key(key_file, "cannot be written", error);
  // Where another program was first, its key is the one.
  if (written && link(draft.c_str(), key_file.c_str()) != 0 && errno != EEXIST) {
    made = unusable_key(key_file, "cannot be made", errno);
  }
  unlink(draft.c_str());
  return made;
}

}  // namespace

std::string key_file_beside(const std::string& file) {
  return file + ".key";
}

Expected<Secret> read_or_make_key(const std::string& key_file) {
  auto key = read_key(key_file);
  if (key && !*key) {
    if (auto made = make_key(key_file); !made) return made.error();
    key = read_key(key_file);
  }
  if (!key) return key.error();
  if (!*key) return unusable_key(key_file, "vanished", 0);
  return std::move(**key);
}

}  // namespace latchkey::storage
