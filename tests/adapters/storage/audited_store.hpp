#pragma once

#include "adapters/storage/sqlite_store.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::storage {

inline const Secret k_audit_key{std::string(64, 'k')};
inline const TimePoint k_asked_at = std::chrono::floor<std::chrono::microseconds>(
    std::chrono::system_clock::now() - std::chrono::minutes{5});

inline EmailAddress mary() {
  return *EmailAddress::parse("mary.major@acme.example");
}

inline DiagnosisRecord asked_about(const EmailAddress& email, const std::string& id) {
  return {.id = id,
          .email = email,
          .service = "CustomersDot",
          .asked_by = "U0DANA",
          .asked_at = k_asked_at,
          .channel = "C0SUPPORT",
          .root = "root of " + id,
          .thread = "root of " + id};
}

/// A store in a file whose record is read, tampered with and verified.
struct AuditTest : testing::Test {
  AuditTest() { open(); }

  /// As `run` does; the former store, if any, is closed first.
  void open() {
    store.reset();
    store = open_sqlite_store(file, StoreUse::serve, k_audit_key).value();
  }
  template <class T>
  T wait_for(boost::asio::awaitable<T> coroutine) {
    return doubles::await(std::move(coroutine), context);
  }
  /// Changes the file as somebody does who has it and not the key.
  void tamper(const std::string& statement) {
    soci::session sql{soci::sqlite3, "dbname=\"" + file + "\""};
    sql << statement;
  }
  /// A question, its answer, a press and how it ended: four entries about Mary.
  long long whole_story(const std::string& id = "d1") {
    auto record = asked_about(mary(), id);
    EXPECT_TRUE(wait_for(store->record_diagnosis(record)));
    record.cause = "account_unconfirmed";
    record.details = R"({"ticket":"Mary.Major@acme.example never confirmed"})";
    EXPECT_TRUE(wait_for(store->record_diagnosis(record)));
    const auto begun = wait_for(store->begin_remedy(
        {id, RemedyId::resend_confirmation, mary(), "U0LENA", k_asked_at, "press"}, {99, 99}));
    const auto attempt = std::get<RemedyBegun>(*begun).attempt;
    EXPECT_TRUE(wait_for(store->finish_remedy(attempt, RemedyOutcome::accepted)));
    return attempt;
  }
  std::vector<RecordedEntry> entries(AuditQuestion question = {}) {
    return wait_for(store->entries(std::move(question))).value();
  }
  AuditVerdict verdict(std::vector<AuditHead> known = {}) {
    return wait_for(store->verify(std::move(known))).value();
  }
  /// "changed 3", in the order of the numbers.
  std::vector<std::string> faults(std::vector<AuditHead> known = {}) {
    static const std::map<AuditFault::Kind, std::string> k_words = {
        {AuditFault::Kind::changed, "changed "},
        {AuditFault::Kind::missing, "missing "},
        {AuditFault::Kind::cut_off, "cut off "},
        {AuditFault::Kind::replaced, "replaced "}};
    std::vector<std::string> found;
    for (const auto& fault : verdict(std::move(known)).faults) {
      found.push_back(k_words.at(fault.kind) + std::to_string(fault.number));
    }
    return found;
  }
  AuditHead head() { return wait_for(store->audit_head()).value(); }
  /// Everything in the store's files, in lower case.
  [[nodiscard]] std::string bytes() const {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator{directory.path()}) {
      std::ifstream in{entry.path(), std::ios::binary};
      all.append(std::istreambuf_iterator<char>{in}, {});
    }
    std::transform(all.begin(), all.end(), all.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return all;
  }
  [[nodiscard]] bool holds(const std::string& text) const {
    return bytes().find(text) != std::string::npos;
  }

  boost::asio::io_context context;
  harness::TemporaryDirectory directory;
  std::string file = directory.path() / "latchkey.db";
  std::unique_ptr<Store> store;
};

}  // namespace latchkey::storage
