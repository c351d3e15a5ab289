#pragma once

#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace latchkey::scenarios {

/// What a bot is told in its configuration; the defaults suit the default Team.
struct BotSettings {
  /// Where Slack, Mailgun and GitLab.com are; no slash at its end.
  std::string sandbox_url;
  std::string portal_url;
  /// The account replica.
  std::string dsn;
  /// A table or view there.
  std::string table = "customers";
  /// False: the portal mails one-time sign-in links instead.
  bool has_passwords = true;
  /// Where its records are. Empty: beside its configuration.
  std::filesystem::path store_directory = {};
  std::vector<std::string> channels = {"C0SUPPORT", "C0SHARED", "C0GENERAL"};
  /// May ask, and not press.
  std::vector<std::string> guests = {"U0GUEST"};
  int posts_per_second = 1;
  std::string log_level = "info";
  /// A PostgreSQL that several bots share. Empty: a SQLite file in `store_directory`.
  std::string store_url = {};
  /// Of `latchkey run`: "--lease=6s".
  std::string options = {};
};

/// `latchkey run` with a configuration of its own. When it goes, its log is looked through: an
/// address that is not masked in it, or a token, fails the test.
class Bot {
 public:
  using Environment = std::map<std::string, std::string>;

  explicit Bot(BotSettings settings, Environment environment = {});
  ~Bot();
  Bot(const Bot&) = delete;
  Bot& operator=(const Bot&) = delete;

  /// Its configuration file.
  [[nodiscard]] std::filesystem::path config() const;
  /// What it has logged so far.
  [[nodiscard]] std::string log() const;
  void start();
  /// Waits until the signal has ended it (at most 30 s, then throws); its exit status.
  int end(int signal);
  /// Without waiting for what comes of it.
  void send(int signal) { process_->send_signal(signal); }
  /// It is not running: ended by itself, or never started.
  [[nodiscard]] bool has_ended();
  /// Where the newest one tells how it is, as its log says: "http://127.0.0.1:9464". Throws where
  /// it does not say so.
  [[nodiscard]] std::string status_url() const;

 private:
  [[nodiscard]] std::filesystem::path log_file() const;

  harness::TemporaryDirectory directory_;
  Environment environment_;
  std::string options_;
  std::unique_ptr<harness::ChildProcess> process_;
};

}  // namespace latchkey::scenarios
