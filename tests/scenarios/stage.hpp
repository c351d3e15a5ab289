#pragma once

#include "tests/harness/portal_app.hpp"
#include "tests/scenarios/bot.hpp"
#include "tests/scenarios/conversation.hpp"
#include "tests/scenarios/sandbox.hpp"
#include "tests/scenarios/sandbox_process.hpp"

namespace latchkey::scenarios {

/// One for all tests of the program, since Rails takes its time to start. Gives it without any
/// customer.
harness::PortalApp& empty_portal();

/// One team's chat with the real bot in it: `latchkey run` over Socket Mode, accounts in a real
/// PostgreSQL, forms of a real Devise application. Slack, Mailgun and GitLab.com are the sandbox's.
class Stage {
 public:
  /// Until it is connected.
  void start_bot();

 private:
  int restart_bot(int signal);

  SandboxProcess process_{small_workspace()};
  harness::PortalApp& portal_ = empty_portal();
  Bot bot_{
      {.sandbox_url = process_.url(), .portal_url = portal_.url(), .dsn = portal_.reader_dsn()}};

 public:
  Sandbox sandbox{process_.url()};
  Conversation chat{{}, sandbox, portal_, [this](int signal) { return restart_bot(signal); }};
};

}  // namespace latchkey::scenarios
