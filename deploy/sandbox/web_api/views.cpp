#include "deploy/sandbox/modals.hpp"
#include "deploy/sandbox/web_api/methods.hpp"

namespace latchkey::sandbox::web_api {
namespace {

struct Caller {
  std::string user, error;
};

/// Whose modal a trigger opens, or Slack's objection to the trigger.
Caller exchange_trigger(SlackState& slack, const Arguments& args) {
  const std::string id = args.text("trigger_id");
  if (id.empty()) return {"", "invalid_trigger_id"};
  const auto exchange = slack.triggers.exchange(id, slack.scheduler.now());
  switch (exchange.outcome) {
    case Triggers::Outcome::ok: return {exchange.user, ""};
    case Triggers::Outcome::invalid: return {"", "invalid_trigger_id"};
    case Triggers::Outcome::expired: return {"", "expired_trigger_id"};
    case Triggers::Outcome::exchanged: return {"", "exchanged_trigger_id"};
  }
  return {"", "invalid_trigger_id"};
}

ApiResult answer_view(const Json& view) {
  Json shown = view;
  return api_ok({{"view", std::move(shown)}});
}

}  // namespace

ApiResult views_open(SlackState& slack, const Arguments& args) {
  // The view is looked at first: a bad one does not use the trigger up.
  const AppView view = make_app_view(slack, args.structured("view"));
  if (!view.problems.empty()) return api_error("invalid_arguments", view.problems);
  const Caller caller = exchange_trigger(slack, args);
  if (!caller.error.empty()) return api_error(caller.error);
  return answer_view(open_modal(slack, caller.user, view.view));
}

ApiResult views_publish(SlackState& slack, const Arguments& args) {
  constexpr std::size_t k_largest_view = 250'000;  // docs.slack.dev, "views.publish"
  if (!slack.scenario.app.home_tab) return api_error("not_enabled");
  const Json sent = args.structured("view");
  const std::string user = args.text("user_id");
  const auto* person = slack.workspace.user(user);
  if (person == nullptr || person->is_bot) {
    return api_error("invalid_arguments", {"invalid `user_id`"});
  }
  if (sent.dump().size() > k_largest_view) return api_error("view_too_large");
  const AppView view = make_home_view(slack, sent);
  if (!view.problems.empty()) return api_error("invalid_arguments", view.problems);
  const std::string hash = args.text("hash");
  if (!hash.empty() && hash != text_at(slack.homes.of(user), "hash")) {
    return api_error("hash_conflict");
  }
  const Json shown = slack.homes.publish(user, view.view);
  slack.stream.publish_to(user, {{"type", "home_published"}, {"view", shown}});
  return answer_view(shown);
}

ApiResult views_push(SlackState& slack, const Arguments& args) {
  const AppView view = make_app_view(slack, args.structured("view"));
  if (!view.problems.empty()) return api_error("invalid_arguments", view.problems);
  const Caller caller = exchange_trigger(slack, args);
  if (!caller.error.empty()) return api_error(caller.error);
  const Json pushed = push_modal(slack, caller.user, view.view);
  return pushed.is_null() ? api_error("push_limit_reached") : answer_view(pushed);
}

ApiResult views_update(SlackState& slack, const Arguments& args) {
  const AppView view = make_app_view(slack, args.structured("view"));
  if (!view.problems.empty()) return api_error("invalid_arguments", view.problems);
  const auto found = slack.views.find(args.text("view_id"), args.text("external_id"));
  if (found.view == nullptr) return api_error("not_found");
  const std::string hash = args.text("hash");
  if (!hash.empty() && hash != text_at(*found.view, "hash")) return api_error("hash_conflict");
  return answer_view(update_modal(slack, found, view.view));
}

}  // namespace latchkey::sandbox::web_api
