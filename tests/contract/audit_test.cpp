// The record from outside: `latchkey audit` and `latchkey forget` after questions in the terminal.
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace latchkey::contract {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr std::chrono::seconds k_audit_patience{60};
const std::string k_jane = "jane.doe@acme.example";

struct Printed {
  int status = -1;
  /// Standard output.
  std::string text;
};

class Audit : public testing::Test {
 protected:
  Audit() : sandbox_({LATCHKEY_SANDBOX, "--listen", "127.0.0.1:0"}) {
    const std::string line = sandbox_.wait_for_line("latchkey-sandbox listening on ");
    const auto start = line.find("http://");
    const auto origin = line.substr(start, line.find_first_of("/ ", start + 7) - start);
    std::ifstream file{LATCHKEY_TESTS_DIR "/../../deploy/sandbox/latchkey.toml"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    replace(text, "http://127.0.0.1:8080", origin);
    replace(text, "@STORE@", store());
    std::ofstream{config()} << text;
  }

  [[nodiscard]] std::string store() const { return directory_.path() / "latchkey.db"; }
  [[nodiscard]] std::string config() const { return directory_.path() / "latchkey.toml"; }

  [[nodiscard]] Printed latchkey(std::vector<std::string> arguments) const {
    std::vector<std::string> command{LATCHKEY_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    command.insert(command.end(), {"--config", config()});
    harness::ChildProcess program{std::move(command)};
    Printed printed;
    while (auto line = program.next_line(k_audit_patience)) printed.text += *line + "\n";
    printed.status = program.wait(k_audit_patience);
    return printed;
  }
  void ask(const std::string& email) const {
    const auto status = latchkey({"diagnose", email, "--format", "json"}).status;
    ASSERT_TRUE(status == 0 || status == 3) << status;
  }
  [[nodiscard]] Json entries(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {"audit", "--format", "json"});
    const auto printed = latchkey(std::move(options));
    EXPECT_EQ(printed.status, 0);
    return Json::parse(printed.text);
  }
  [[nodiscard]] std::string head() const {
    const auto text = latchkey({"audit", "--verify"}).text;
    const std::string before = "Its head is ";
    const auto at = text.find(before);
    return at == std::string::npos
               ? ""
               : text.substr(at + before.size(), text.size() - at - before.size() - 1);
  }
  void tamper(const std::string& statement) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(store().c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }
  /// Is this in any file beside the configuration, or in its log of changes?
  [[nodiscard]] bool is_stored(const std::string& text) const {
    for (const auto& entry : std::filesystem::directory_iterator{directory_.path()}) {
      std::ifstream in{entry.path(), std::ios::binary};
      const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
      if (bytes.find(text) != std::string::npos) return true;
    }
    return false;
  }

 private:
  static void replace(std::string& text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size())) {
      text.replace(at, what.size(), with);
    }
  }

  harness::TemporaryDirectory directory_;
  harness::ChildProcess sandbox_;
};

TEST_F(Audit, TellsWhatWasAskedInTheTerminalWithTheSystemUsersName) {
  ask(k_jane);
  ask("omar@acme.example");
  const auto all = entries();
  ASSERT_THAT(all, SizeIs(4));
  EXPECT_EQ(all[0]["action"], "asked");
  EXPECT_EQ(all[0]["customer"], k_jane);
  EXPECT_EQ(all[0]["service"], "CustomersDot");
  EXPECT_EQ(all[0]["channel"], "");
  EXPECT_EQ(all[1]["action"], "answered");
  EXPECT_NE(all[1]["result"], "");
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody else asks for a user.
  const passwd* user = getpwuid(geteuid());
  ASSERT_NE(user, nullptr);
  EXPECT_EQ(all[0]["by"], user->pw_name);

  EXPECT_THAT(entries({"--email", k_jane}), SizeIs(2));
  const auto text = latchkey({"audit", "--since", "1h"}).text;
  EXPECT_THAT(text, HasSubstr("asked why " + k_jane + " cannot sign in to CustomersDot"));
  const auto csv = latchkey({"audit", "--format", "csv"}).text;
  EXPECT_THAT(csv, testing::StartsWith("number,at,by,action,"));
}

TEST_F(Audit, FindsWhatWasChangedRemovedOrCutOff) {
  ask(k_jane);
  ask("omar@acme.example");
  const auto fine = latchkey({"audit", "--verify"});
  EXPECT_EQ(fine.status, 0) << fine.text;
  const auto known = head();
  EXPECT_EQ(latchkey({"audit", "--verify", "--head", known}).status, 0);

  tamper("DELETE FROM audit WHERE number = 4");
  EXPECT_EQ(latchkey({"audit", "--verify"}).status, 0) << "only the log's head can tell";
  const auto cut = latchkey({"audit", "--verify", "--head", known});
  EXPECT_EQ(cut.status, 1);
  EXPECT_THAT(cut.text, HasSubstr("WRONG: entry 4 is known, and the record ends before it"));
  tamper("UPDATE audit SET done_by = 'somebody' WHERE number = 2");
  const auto changed = latchkey({"audit", "--verify"});
  EXPECT_EQ(changed.status, 1);
  EXPECT_THAT(changed.text, HasSubstr("WRONG: entry 2 was changed"));
}

TEST_F(Audit, ForgetsACustomerInEveryFile) {
  ask(k_jane);
  ask("omar@acme.example");
  const auto known = head();
  ASSERT_TRUE(is_stored("jane.doe"));
  const auto forgotten = latchkey({"forget", "Jane.Doe@acme.example"});
  EXPECT_EQ(forgotten.status, 0);
  EXPECT_THAT(forgotten.text, HasSubstr("Forgotten: 1 question, "));
  EXPECT_FALSE(is_stored("jane.doe"));
  EXPECT_TRUE(is_stored("omar@acme.example"));
  const auto verified = latchkey({"audit", "--verify", "--head", known});
  EXPECT_EQ(verified.status, 0) << verified.text;
  EXPECT_THAT(verified.text, HasSubstr("Of 2 entries the customer is forgotten."));
  const auto all = entries();
  EXPECT_EQ(all[0]["customer"], nullptr);
  EXPECT_EQ(all[0]["forgotten"], true);
  EXPECT_EQ(all.back()["action"], "forgot");
}

TEST_F(Audit, KeepsItsFilesForTheirOwnerAlone) {
  ask(k_jane);
  int looked_at = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator{std::filesystem::path{store()}.parent_path()}) {
    if (!entry.path().filename().string().starts_with("latchkey.db")) continue;
    struct stat status {};
    ASSERT_EQ(stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 077U, 0U) << entry.path();
    ++looked_at;
  }
  EXPECT_GE(looked_at, 2) << "the file and the record's key";
}

TEST_F(Audit, SaysWhatIsWrongWithItsArguments) {
  const auto none = latchkey({"audit"});
  EXPECT_EQ(none.status, 2) << "there is no store yet, and none is made by looking";
  EXPECT_FALSE(std::filesystem::exists(store()));
  ask(k_jane);
  EXPECT_EQ(latchkey({"audit", "--since", "yesterday"}).status, 2);
  EXPECT_EQ(latchkey({"audit", "--email", "nobody"}).status, 2);
  EXPECT_EQ(latchkey({"audit", "--format", "xml"}).status, 2);
  EXPECT_EQ(latchkey({"audit", "--head", "1:abc"}).status, 2);
  EXPECT_EQ(latchkey({"audit", "--verify", "--head", "1:abc"}).status, 2);
  EXPECT_EQ(latchkey({"forget", "nobody"}).status, 2);
}

}  // namespace
}  // namespace latchkey::contract
