// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "adapters/storage/postgres_probe.hpp"
#include "adapters/storage/sqlite_probe.hpp"
#include "bot/config/store_url.hpp"
#include "bot/doctor/store_checks.hpp"
#include "tests/bot/doctor/golden_page.hpp"
#include "tests/harness/postgres_server.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fstream>
#include <string>

namespace latchkey::doctor {
namespace {

Check sqlite_at(const std::string& path) {
  return judge_store({.kind = StoreUrl::Kind::sqlite, .path = path},
                     storage::probe_sqlite_file(path));
}

/// What takes another user, or a disk of its own, to hear.
Check sqlite_where(const std::string& path, const std::string& why,
                   const std::string& vendor_text = "", ErrorReason reason = ErrorReason::none) {
  return judge_store({.kind = StoreUrl::Kind::sqlite, .path = path},
                     Error{.kind = ErrorKind::unavailable,
                           .what = "store: " + path + ": " + why,
                           .vendor_text = vendor_text,
                           .reason = reason});
}

TEST(DoctorGolden, SqliteStore) {
  const harness::TemporaryDirectory directory;
  const std::string path = directory.path() / "latchkey.db";
  const StoreUrl url{.kind = StoreUrl::Kind::sqlite, .path = path};
  Page page;
  page.add("not made yet", sqlite_at(path));
  page.add("no directory for it", sqlite_at("/nowhere/latchkey.db"));
  {
    soci::session sql{soci::sqlite3, "dbname=\"" + path + "\""};
    sql << "PRAGMA user_version = 1";
    page.add("can be written", sqlite_at(path));
    sql << "PRAGMA user_version = 1000";
    page.add("of a newer version", sqlite_at(path));
  }
  std::ofstream{path} << std::string(4096, 'x');
  page.add("something else in its place", sqlite_at(path));
  page.add("a latchkey runs",
           judge_store(url, storage::SqliteFile{.exists = true, .in_use = true}));
  page.add("may not be made", sqlite_where(path, "cannot be made in " + directory.path().string() +
                                                     ": Permission denied"));
  page.add("may not be written", sqlite_where(path, "cannot be written: Permission denied"));
  page.add("the disk is full", sqlite_where(path, "the disk is full", "database or disk is full",
                                            ErrorReason::disk_full));
  page.add("locked", sqlite_where(path, "locked by another program", "database is locked",
                                  ErrorReason::locked));
  page.add("the disk hangs", judge_store(url, Error{ErrorKind::timed_out,
                                                    "store: the database did not answer in time"}));
  page.add("in memory", judge_store({.kind = StoreUrl::Kind::memory}, storage::SqliteFile{}));
  page.add("behind a reference that gives no URL",
           judge_store_url(parse_store_url("/var/lib/latchkey.db").error()));
  page.add("the record's key lies elsewhere",
           judge_audit_key("file:/etc/latchkey/audit-key", url.path));
  page.add("the record's key lies beside the store", judge_audit_key("", url.path));
  expect_golden("doctor/sqlite_store.txt",
                with_usual("/var/lib/latchkey", directory.path(), page.text()));
}

Checks postgres_store_at(const std::string& dsn) {
  return judge_postgres_store(storage::probe_postgres_store(Secret{dsn}), 2);
}

TEST(DoctorGolden, PostgresStore) {
  harness::PostgresServer& server = harness::PostgresServer::shared();
  const std::string database = server.create_database();
  server.execute(database,
                 "CREATE ROLE doctor_keeps LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
  const auto shared = [](const storage::PostgresState& state) {
    return judge_postgres_store(state, 2);
  };
  const std::string of_tomorrow = server.create_database();
  server.execute(of_tomorrow,
                 "CREATE TABLE schema_version (version BIGINT NOT NULL);"
                 "INSERT INTO schema_version VALUES (4711)");
  Page page;
  page.add("can be written", shared({.exists = true, .processes = 3, .connections = 6}));
  page.add("without tables", postgres_store_at(server.dsn(database)));
  page.add(
      "with a standby that may be behind",
      shared({.exists = true, .asynchronous_standby = true, .processes = 1, .connections = 2}));
  page.add("more processes than Slack has connections for",
           shared({.exists = true, .processes = 4, .connections = 8}));
  page.add("nobody listens there", postgres_store_at("host=127.0.0.1 port=1 password=hunter2"));
  page.add("libpq does not understand the URL", postgres_store_at("postgresql://127.0.0.1/x?a=b"));
  page.add("no such role", postgres_store_at(server.dsn(database, "nobody_of_this_name")));
  page.add("the role may not make the tables",
           postgres_store_at(server.dsn(database, "doctor_keeps")));
  page.add("a standby",
           postgres_store_at(harness::PostgresServer::standby_of(server).dsn("postgres")));
  page.add("of a newer version", postgres_store_at(server.dsn(of_tomorrow)));
  page.add("it hangs",
           judge_postgres_store(
               Error{ErrorKind::timed_out, "store: the database did not answer in time"}, 2));
  page.add("a shared record's key", judge_shared_audit_key("op://Support/latchkey/audit-key"));
  page.add("no shared record's key", judge_shared_audit_key(""));
  const std::string text = with_usual("5432", server.port(), page.text());
  EXPECT_EQ(text.find("hunter2"), std::string::npos);
  expect_golden("doctor/postgres_store.txt", text);
}

}  // namespace
}  // namespace latchkey::doctor
