#include "adapters/secrets/local_secret.hpp"

#include "core/base/wipe.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>

namespace latchkey::secrets {
namespace {

constexpr std::string_view k_environment = "env:";
constexpr std::string_view k_file = "file:";
constexpr std::string_view k_credential = "credential:";

Error failure(ErrorKind kind, const std::string& reference, const std::string& why) {
  return Error{kind, reference + ": " + why};
}

/// Without the blanks and line ends around it.
Expected<Secret> trimmed(const std::string& reference, std::string_view text) {
  constexpr std::string_view k_blanks = " \t\r\n";
  const auto first = text.find_first_not_of(k_blanks);
  if (first == std::string_view::npos) {
    return failure(ErrorKind::invalid, reference, "is empty");
  }
  const auto last = text.find_last_not_of(k_blanks);
  return Secret{std::string{text.substr(first, last - first + 1)}};
}

Expected<Secret> from_environment(const std::string& reference) {
  const auto name = reference.substr(k_environment.size());
  const char* value = std::getenv(name.c_str());
  if (!value) {
    return failure(ErrorKind::not_found, reference, "there is no such environment variable");
  }
  return trimmed(reference, value);
}

/// A descriptor that closes itself.
class OpenFile {
 public:
  // Not blocking: opening a named pipe would wait for somebody to write into it.
  explicit OpenFile(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Expected<Secret> read_whole(const std::string& reference, const OpenFile& file) {
  // A token has some hundred bytes, a key some thousand: more is another file than was meant.
  constexpr std::size_t k_bytes_max = 64 * 1024;
  std::string text(k_bytes_max + 1, '\0');
  std::size_t length = 0;
  while (length < text.size()) {
    const auto got = ::read(file.descriptor(), text.data() + length, text.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return failure(ErrorKind::not_found, reference,
                     std::string{"cannot be read: "} + std::generic_category().message(errno));
    }
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
  }
  if (length > k_bytes_max) {
    return failure(ErrorKind::invalid, reference, "is larger than 64 KiB");
  }
  auto secret = trimmed(reference, {text.data(), length});
  wipe(text);
  return secret;
}

/// Why the file is not as private as it has to be; nothing where it is.
using Complaint = std::optional<std::string>;

Complaint is_for_others(const struct stat& file) {
  if ((file.st_mode & (S_IRGRP | S_IROTH | S_IWGRP | S_IWOTH)) == 0) return std::nullopt;
  return "may be read or written by other users: chmod 600 it";
}

/// systemd writes 0400 files of the service's user, or else of root with an access control list for
/// that user, whose mask then stands where the group's rights would.
Complaint is_no_credential(const struct stat& file) {
  if (file.st_uid != 0 && file.st_uid != geteuid()) return "belongs to another user";
  if ((file.st_mode & (S_IWGRP | S_IROTH | S_IWOTH)) == 0) return std::nullopt;
  return "may be read or written by other users";
}

Expected<Secret> from_file(const std::string& reference, const std::string& path,
                           Complaint (*complaint_about)(const struct stat&)) {
  const OpenFile file{path};
  if (file.descriptor() < 0) {
    const auto kind = errno == EACCES ? ErrorKind::refused : ErrorKind::not_found;
    return failure(kind, reference,
                   std::string{"cannot be opened: "} + std::generic_category().message(errno));
  }
  // Of the open file, not of the path: between two looks a path may come to mean another file.
  struct stat status {};
  if (::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return failure(ErrorKind::invalid, reference, "is not a regular file");
  }
  if (const auto complaint = complaint_about(status)) {
    return failure(ErrorKind::refused, reference, *complaint);
  }
  return read_whole(reference, file);
}

Expected<Secret> from_credential(const std::string& reference) {
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  if (!directory) {
    return failure(ErrorKind::not_found, reference,
                   "there is no $CREDENTIALS_DIRECTORY: systemd sets it where the unit has "
                   "LoadCredential=");
  }
  const auto name = reference.substr(k_credential.size());
  return from_file(reference, std::string{directory} + "/" + name, is_no_credential);
}

}  // namespace

bool is_local_reference(std::string_view text) {
  return text.starts_with(k_environment) || text.starts_with(k_file) ||
         text.starts_with(k_credential);
}

bool is_credential_reference(std::string_view text) {
  if (!text.starts_with(k_credential)) return false;
  const auto name = text.substr(k_credential.size());
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

Expected<Secret> resolve_local(const std::string& reference) {
  if (reference.starts_with(k_environment)) return from_environment(reference);
  if (reference.starts_with(k_file)) {
    return from_file(reference, reference.substr(k_file.size()), is_for_others);
  }
  if (is_credential_reference(reference)) return from_credential(reference);
  // Not quoted: it is probably the secret itself.
  return Error{ErrorKind::invalid,
               "not a reference to a secret (env:NAME, file:PATH or credential:NAME)"};
}

}  // namespace latchkey::secrets
