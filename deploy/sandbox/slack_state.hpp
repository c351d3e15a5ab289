#pragma once
#include "deploy/sandbox/event_stream.hpp"
#include "deploy/sandbox/home_tabs.hpp"
#include "deploy/sandbox/rate_limits.hpp"
#include "deploy/sandbox/response_urls.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/scheduler.hpp"
#include "deploy/sandbox/socket_mode_hub.hpp"
#include "deploy/sandbox/triggers.hpp"
#include "deploy/sandbox/view_stacks.hpp"
#include "deploy/sandbox/workspace.hpp"

#include <deque>
#include <string>

namespace latchkey::sandbox {

/// Everything that makes up the simulated Slack, for those who act on it.
struct SlackState {
  SlackState(const Scenario& the_scenario, Scheduler& the_scheduler);

  const Scenario& scenario;
  Scheduler& scheduler;
  Workspace workspace;
  Triggers triggers;
  ResponseUrls response_urls;
  ViewStacks views;
  HomeTabs homes;
  RateLimits rate_limits;
  SocketModeHub hub;
  EventStream stream;
  std::string origin;          ///< "http://127.0.0.1:8080", known once we listen
  std::deque<Json> api_calls;  ///< the newest Web API calls, for tests to look at

  /// Posts for one user's eyes, as Slackbot does when an app does not answer.
  void slackbot_says(const std::string& channel, const std::string& user, const std::string& text);
};

/// A message as the page shows it: with its author's name, without what only apps may see.
Json page_message(const Workspace& workspace, const Message& message);

}  // namespace latchkey::sandbox
