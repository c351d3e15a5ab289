#pragma once

#include "adapters/http/guarded_client.hpp"
#include "adapters/slack/slack.hpp"
#include "bot/sessions/step_load.hpp"
#include "bot/watch/process_figures.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace latchkey::watch {

/// How a running bot is at a moment, for whoever looks.
struct Figures {
  /// Commands are taken on.
  bool ready = false;
  slack::ConnectionState slack = {};
  /// Calls to Slack that wait for their turn.
  std::size_t slack_calls_waiting = 0;
  std::vector<StepLoad> jobs = {};
  std::vector<http::BreakerState> systems = {};
  /// Mails that are looked for; nothing where the store did not say.
  std::optional<std::size_t> follow_ups = {};
  ProcessFigures process = {};
};

}  // namespace latchkey::watch
