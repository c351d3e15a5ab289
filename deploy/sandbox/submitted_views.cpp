#include "deploy/sandbox/envelopes.hpp"
#include "deploy/sandbox/member_actions.hpp"
#include "deploy/sandbox/modal_state.hpp"
#include "deploy/sandbox/modals.hpp"

#include <spdlog/spdlog.h>

namespace latchkey::sandbox {
namespace {

void show_errors(SlackState& slack, const std::string& user, const std::string& view_id,
                 const Json& errors) {
  slack.stream.publish_to(user,
                          {{"type", "view_errors"}, {"view_id", view_id}, {"errors", errors}});
}

/// An error that belongs to no input is shown at the first block, as there is nowhere else.
void show_trouble(SlackState& slack, const std::string& user, const std::string& view_id) {
  const auto found = slack.views.find(view_id, "");
  if (found.view == nullptr) return;
  const Json blocks = found.view->value("blocks", Json::array());
  const std::string block = blocks.empty() ? std::string{} : text_at(blocks.front(), "block_id");
  show_errors(slack, user, view_id, {{block, "We had some trouble connecting. Try again?"}});
}

void close_on_page(SlackState& slack, const std::string& user, const std::string& view_id) {
  slack.views.close(user, view_id);
  slack.stream.publish_to(user, {{"type", "view_closed"}, {"view_id", view_id}});
}

/// Does what the acknowledgement's `response_action` says; without one the modal closes.
void follow_response(SlackState& slack, const std::string& user, const std::string& view_id,
                     const Json& response) {
  const auto found = slack.views.find(view_id, "");
  if (found.view == nullptr) return;
  const std::string action = text_at(response, "response_action");
  if (action.empty()) return close_on_page(slack, user, view_id);
  if (action == "errors") {
    return show_errors(slack, user, view_id, response.value("errors", Json::object()));
  }
  if (action == "clear") {
    const std::string root = text_at(*found.view, "root_view_id");
    slack.views.clear(user);
    return slack.stream.publish_to(user, {{"type", "view_closed"}, {"view_id", root}});
  }
  const AppView view = make_app_view(slack, response.value("view", Json()));
  if (!view.problems.empty() || (action != "update" && action != "push")) {
    spdlog::warn("view_submission: Slack would refuse this response_action: {}", action);
    return show_trouble(slack, user, view_id);
  }
  if (action == "update")
    update_modal(slack, found, view.view);
  else
    push_modal(slack, user, view.view);
}

}  // namespace

MemberAction submit_view(SlackState& slack, const std::string& user, const std::string& view_id,
                         const Json& entered) {
  const auto found = slack.views.find(view_id, "");
  if (found.view == nullptr || found.user != user) return {"view_not_found", {}};
  const Json unfilled = unfilled_inputs(*found.view, entered);
  if (!unfilled.empty()) {
    show_errors(slack, user, view_id, unfilled);
    return {};
  }
  Json view = *found.view;
  view["state"] = {{"values", submitted_values(view, entered)}};
  Json payload =
      view_submission_payload(slack.scenario, *slack.workspace.user(user), std::move(view),
                              slack.triggers.issue(user, slack.scheduler.now()));
  slack.hub.deliver({"interactive", std::move(payload), true,
                     [&slack, user, view_id](const Json& response) {
                       follow_response(slack, user, view_id, response);
                     },
                     [&slack, user, view_id] { show_trouble(slack, user, view_id); }});
  return {};
}

MemberAction close_view(SlackState& slack, const std::string& user, const std::string& view_id) {
  const auto found = slack.views.find(view_id, "");
  if (found.view == nullptr || found.user != user) return {"view_not_found", {}};
  const Json view = *found.view;
  close_on_page(slack, user, view_id);
  if (flag_at(view, "notify_on_close")) {
    slack.hub.deliver({"interactive",
                       view_closed_payload(slack.scenario, *slack.workspace.user(user), view),
                       false,
                       {},
                       {}});
  }
  return {};
}

}  // namespace latchkey::sandbox
