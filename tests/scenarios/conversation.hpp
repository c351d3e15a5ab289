#pragma once

#include "tests/harness/child_process.hpp"
#include "tests/harness/portal_app.hpp"
#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/sandbox.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace latchkey::scenarios {

// The people and channels of workspace.json.
inline const std::string k_dana = "U0DANA";
inline const std::string k_lena = "U0LENA";
inline const std::string k_guest = "U0GUEST";
inline const std::string k_support = "C0SUPPORT";
inline const std::string k_general = "C0GENERAL";
inline const std::string k_shared = "C0SHARED";

/// One team's chat with the real bot in it: `latchkey run` over Socket Mode, accounts in a real
/// PostgreSQL, forms of a real Devise application. Slack, Mailgun and GitLab.com are the sandbox's.
class Conversation {
 public:
  Conversation();

  Sandbox sandbox;
  /// One for all tests of the program, since Rails takes its time to start; its customers are
  /// those of this conversation.
  harness::PortalApp& portal;

  void start_bot();
  /// SIGTERM, and its exit code.
  int stop_bot();
  /// SIGKILL: nothing is tidied up.
  void kill_bot();

  /// A customer with a confirmed account that was used a month ago, changed by `columns`.
  void add_customer(const std::string& email, harness::Columns columns = {});
  /// A mail that was delivered so long ago ("-9m").
  void add_mail(const std::string& domain, const std::string& email, const std::string& subject,
                const std::string& at);

  /// The mails that left the portal in this conversation.
  [[nodiscard]] std::vector<harness::PortalMail> mails() const;

  /// Types the command and waits for the conclusion (the root message) that holds `words`.
  SeenMessage diagnose(const std::string& email, const std::string& words);
  /// The message with the buttons in this thread.
  SeenMessage buttons_of(const SeenMessage& root);
  /// A reply in this thread that holds the words.
  SeenMessage reply(const SeenMessage& root, const std::string& words);
  [[nodiscard]] std::string config_file() const;

 private:
  harness::TemporaryDirectory directory_;
  std::unique_ptr<harness::ChildProcess> bot_;
  std::size_t earlier_mails_ = 0;
};

}  // namespace latchkey::scenarios
