#include "deploy/sandbox/home_tabs.hpp"

#include "deploy/sandbox/envelopes.hpp"
#include "deploy/sandbox/member_actions.hpp"
#include "deploy/sandbox/random_id.hpp"

#include <algorithm>

namespace latchkey::sandbox {

Json HomeTabs::of(const std::string& user) const {
  const auto found = views_.find(user);
  return found == views_.end() ? Json(nullptr) : found->second;
}

Json HomeTabs::publish(const std::string& user, Json view) {
  const std::string known = text_at(of(user), "id");
  view["id"] = known.empty() ? "V" + random_id(10) : known;
  view["root_view_id"] = view["id"];
  view["previous_view_id"] = nullptr;
  view["hash"] = "1700000000." + random_id(8);
  views_[user] = view;
  return view;
}

MemberAction open_home(SlackState& slack, const std::string& user) {
  const auto& app = slack.scenario.app;
  if (!app.home_tab) return {"not_enabled", {}};
  const bool subscribes =
      std::find(app.events.begin(), app.events.end(), "app_home_opened") != app.events.end();
  if (!subscribes) return {};
  // The direct message with the app, which opening its home does not begin.
  Channel direct;
  direct.about.id = "D" + user.substr(1);
  const TimePoint now = slack.scheduler.now();
  const auto number = slack.hub.deliver_event(event_payload(
      slack.scenario, direct,
      home_opened_event(user, direct.about.id, slack.homes.of(user), slack.workspace.next_ts(now)),
      now));
  return {{}, {}, number};
}

}  // namespace latchkey::sandbox
