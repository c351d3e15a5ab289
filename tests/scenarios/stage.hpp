#pragma once

#include "tests/harness/portal_app.hpp"
#include "tests/scenarios/bot.hpp"
#include "tests/scenarios/conversation.hpp"
#include "tests/scenarios/sandbox.hpp"
#include "tests/scenarios/sandbox_process.hpp"

#include <filesystem>
#include <string>
#include <utility>

namespace latchkey::scenarios {

/// One for all tests of the program, since Rails takes its time to start. Gives it without any
/// customer.
harness::PortalApp& empty_portal();

/// One team's chat with the real bot in it: `latchkey run` over Socket Mode, accounts in a real
/// PostgreSQL, forms of a real Devise application. Slack, Mailgun and GitLab.com are the sandbox's.
class Stage {
 public:
  /// `table`: what of the portal's database the accounts are read from. `has_passwords` false: the
  /// portal mails one-time sign-in links instead.
  explicit Stage(std::string table = "customers", bool has_passwords = true)
      : table_(std::move(table)), has_passwords_(has_passwords) {}

  /// The bot's configuration file.
  [[nodiscard]] std::filesystem::path config() const { return bot_.config(); }
  /// Until it is connected.
  void start_bot();
  /// As those of `Bot`.
  [[nodiscard]] std::string log() const { return bot_.log(); }
  [[nodiscard]] std::string status_url() const { return bot_.status_url(); }
  /// As an operator does.
  void stop_bot();
  /// Writes this into the configuration file in the former words' place, has the bot read it again
  /// (SIGHUP), and waits until its log says `awaited` once more than before.
  void reload(const std::string& former, const std::string& words, const std::string& awaited);

 private:
  int restart_bot(int signal);

  std::string table_;
  bool has_passwords_;
  SandboxProcess process_{small_workspace()};
  harness::PortalApp& portal_ = empty_portal();
  Bot bot_{{.sandbox_url = process_.url(),
            .portal_url = portal_.url(),
            .dsn = portal_.reader_dsn(),
            .table = table_,
            .has_passwords = has_passwords_,
            .log_level = "debug"}};

 public:
  Sandbox sandbox{process_.url()};
  Conversation chat{{}, sandbox, portal_, [this](int signal) { return restart_bot(signal); }};
};

}  // namespace latchkey::scenarios
