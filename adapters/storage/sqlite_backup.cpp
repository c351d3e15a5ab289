#include "adapters/storage/sqlite_backup.hpp"

#include "adapters/storage/audit_table.hpp"
#include "adapters/storage/sqlite_session.hpp"
#include "adapters/storage/store_error.hpp"
#include "adapters/storage/transaction.hpp"

#include <fcntl.h>
#include <soci/soci.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace latchkey::storage {
namespace {

Error unusable_copy(const std::string& copy, const std::string& why) {
  return {ErrorKind::unavailable, "backup: " + copy + ": " + why};
}

/// A file under a name of its own, empty and private, gone in the end together with what SQLite
/// puts beside it.
class Draft {
 public:
  explicit Draft(const std::string& copy) : name_(copy + ".XXXXXX") {
    descriptor_ = mkostemp(name_.data(), O_CLOEXEC);  // with mode 0600
  }
  ~Draft() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) unlink((name_ + ending).c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  [[nodiscard]] bool is_made() const { return descriptor_ >= 0; }
  [[nodiscard]] const std::string& name() const { return name_; }
  /// On the disk, under its final name, where there is nothing of that name yet.
  [[nodiscard]] bool publish(const std::string& copy) const {
    return fsync(descriptor_) == 0 && take_name(copy) && sync_directory(copy);
  }

 private:
  /// A USB stick's file system has no links, NFS no renaming that replaces nothing.
  [[nodiscard]] bool take_name(const std::string& copy) const {
    if (renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, copy.c_str(), RENAME_NOREPLACE) == 0) {
      return true;
    }
    return errno == EINVAL && link(name_.c_str(), copy.c_str()) == 0;
  }
  static bool sync_directory(const std::string& copy) {
    auto directory = std::filesystem::path{copy}.parent_path();
    if (directory.empty()) directory = ".";
    const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    if (descriptor >= 0) close(descriptor);
    return synced;
  }

  std::string name_;
  int descriptor_;
};

/// Gives the record's head from right before.
Expected<AuditHead> copy_into(const std::string& draft, const std::string& file) {
  const auto session = open_sqlite_session(file);
  if (!session) return session.error();
  auto& sql = **session;
  auto head = newest_head(sql);
  sql << "VACUUM INTO :draft", soci::use(draft);
  return head;
}

/// The pages, and the record. Closed in the end, so that everything is in the file itself.
Expected<AuditVerdict> look_through(const std::string& draft, const std::string& copy,
                                    const Secret& key, const AuditHead& head) {
  const auto session = open_sqlite_session(draft);
  if (!session) return session.error();
  auto& sql = **session;
  std::string said;
  sql << "PRAGMA integrity_check", soci::into(said);
  if (said != "ok") return unusable_copy(copy, "is damaged: " + said);
  std::vector<AuditHead> known;
  if (head.number > 0) known.push_back(head);
  AuditVerdict verdict;
  in_transaction(sql, [&] { verdict = verify_entries(sql, key, known); });
  sql << "PRAGMA journal_mode = DELETE", soci::into(said);
  return verdict;
}

}  // namespace

Expected<AuditVerdict> back_up_sqlite(const std::string& file, const std::string& copy,
                                      const Secret& audit_key) {
  std::error_code unknown;
  if (std::filesystem::exists(std::filesystem::symlink_status(copy, unknown))) {
    return Error{ErrorKind::invalid, "backup: there is a file " + copy + " already"};
  }
  const Draft draft{copy};
  if (!draft.is_made()) {
    return unusable_copy(copy, "cannot be made: " + std::generic_category().message(errno));
  }
  try {
    const auto head = copy_into(draft.name(), file);
    if (!head) return head.error();
    auto verdict = look_through(draft.name(), copy, audit_key, *head);
    if (!verdict) return verdict.error();
    if (draft.publish(copy)) return verdict;
    return unusable_copy(copy, "cannot be written: " + std::generic_category().message(errno));
  } catch (const soci::soci_error& error) {
    return store_error(file + ", copied to " + copy, error);
  }
}

}  // namespace latchkey::storage
