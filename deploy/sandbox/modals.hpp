#pragma once
#include "deploy/sandbox/slack_state.hpp"

#include <string>
#include <vector>

namespace latchkey::sandbox {

/// A view that an app sent, with what Slack fills in, or Slack's objections to it.
struct AppView {
  std::vector<std::string> problems;
  Json view;
};

AppView make_app_view(const SlackState& slack, const Json& sent);

/// The same for a Home tab.
AppView make_home_view(const SlackState& slack, const Json& sent);

/// Each shows the view on the user's page and returns it as it now stands.
Json open_modal(SlackState& slack, const std::string& user, const Json& view);
/// Null where three are open already, or none is.
Json push_modal(SlackState& slack, const std::string& user, const Json& view);
Json update_modal(SlackState& slack, const ViewStacks::Found& found, const Json& view);

}  // namespace latchkey::sandbox
