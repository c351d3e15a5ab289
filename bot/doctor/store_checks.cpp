#include "bot/doctor/store_checks.hpp"

#include "adapters/storage/key_file.hpp"
#include "bot/doctor/wording.hpp"

namespace latchkey::doctor {
namespace {

constexpr const char* k_store = "Store";

std::string step_for_file(const std::string& detail) {
  if (detail.find("newer Latchkey") != std::string::npos) {
    return "Install that version again: this one does not know what it keeps there.";
  }
  return "Look at who owns the file and its directory, and at the space that is left, as the user "
         "that latchkey runs as.";
}

}  // namespace

Check judge_store(const StoreUrl& url, const Expected<storage::SqliteFile>& file) {
  if (url.kind == StoreUrl::Kind::memory) {
    return {k_store, "memory", Status::warn, "forgets everything at a restart, limits included",
            "Set store.url to \"sqlite:/var/lib/latchkey/latchkey.db\"."};
  }
  if (!file) {
    // The path stands beside it already.
    const std::string detail =
        detail_of(url.path, {file.error().kind, detail_of("store", file.error())});
    return {k_store, url.path, Status::fail, detail, step_for_file(detail)};
  }
  if (!file->exists) {
    return {k_store, url.path, Status::ok, "not there yet; the first start makes it"};
  }
  return {k_store, url.path, Status::ok,
          file->in_use ? "can be written; a latchkey is running with it" : "can be written"};
}

Check judge_audit_key(const std::string& reference, const std::string& store_file) {
  constexpr const char* k_key = "record's key";
  if (!reference.empty()) return {k_store, k_key, Status::ok, reference};
  const std::string path = storage::key_file_beside(store_file);
  return {
      k_store, k_key, Status::warn,
      "lies beside the store, in " + path + ": whoever can write both can change the record unseen",
      "Move it to where the store's files and their copies are not, and set audit.key to its "
      "reference, such as \"file:/etc/latchkey/audit-key\" (none yet: openssl rand -hex 32)."};
}

Check judge_store_url(const Error& error) {
  return {k_store, "url", Status::fail, error.what, "Correct what store.url points to."};
}

}  // namespace latchkey::doctor
