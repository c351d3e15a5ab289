#include "deploy/sandbox/page_api.hpp"

#include "deploy/sandbox/member_actions.hpp"
#include "deploy/sandbox/page_state.hpp"
#include "deploy/sandbox/scenario.hpp"

#include <algorithm>
#include <charconv>

namespace latchkey::sandbox {
namespace {

using Post = std::function<HttpResponse(const Json& body)>;

/// "127.0.0.1:8080" without its port. Another name that leads here is a rebinding attack.
bool is_loopback_host(const std::string& host) {
  const auto is_named = [&](std::string_view name) {
    return host == name || host.starts_with(std::string(name) + ":");
  };
  return is_named("127.0.0.1") || is_named("localhost") || is_named("[::1]");
}

/// A GET that only our own page and local programs may read.
Handler guarded(Handler handler) {
  return [handler = std::move(handler)](const HttpRequest& request, const PathParts& parts) {
    const std::string refusal = cross_site_refusal(request);
    return refusal.empty() ? handler(request, parts) : error_response(403, refusal);
  };
}

/// A POST of one JSON object.
Handler posted(Post post) {
  return guarded([post = std::move(post)](const HttpRequest& request, const PathParts&) {
    if (request.media_type() != "application/json")
      return error_response(415, "expected application/json");
    const Json body = Json::parse(request.body, nullptr, false);
    if (!body.is_object()) return error_response(400, "expected a JSON object");
    return post(body);
  });
}

HttpResponse answer(const MemberAction& action) {
  if (!action.error.empty()) return error_response(200, action.error);
  Json body{{"ok", true}};
  if (!action.ts.empty()) body["ts"] = action.ts;
  if (action.delivery) body["delivery"] = *action.delivery;
  return json_response(200, body);
}

/// A POST by a user of the workspace.
Handler by_member(SlackState& slack, std::function<MemberAction(const Json&)> act) {
  return posted([&slack, act = std::move(act)](const Json& body) {
    const auto* user = slack.workspace.user(text_at(body, "user"));
    if (user == nullptr || user->is_bot) return error_response(400, "unknown user");
    return answer(act(body));
  });
}

HttpResponse add_mail(MailLog& mail_log, Scheduler& scheduler, const Json& body) {
  const std::string domain = text_at(body, "domain");
  if (!mail_log.has_domain(domain)) return error_response(400, "domain: unknown");
  try {
    mail_log.add({domain, text_at(body, "recipient"), text_at(body, "subject"),
                  resolve_mail_events(body.value("events", Json()), "events", scheduler.now())});
  } catch (const ScenarioError& error) {
    return error_response(400, error.what());
  }
  return json_response(200, {{"ok", true}});
}

HttpResponse set_fault(Faults& faults, const Json& body) {
  const std::string system = text_at(body, "system");
  if (!Faults::is_system(system))
    return error_response(400, "system: expected mailgun, gitlab, portal or slack");
  const auto number = [&](const char* key, int otherwise) {
    const Json value = body.value(key, Json());
    return value.is_number_integer() ? value.get<int>() : otherwise;
  };
  faults.set({.system = system,
              .address = text_at(body, "address"),
              .status = number("status", 0),
              .delay = std::chrono::milliseconds{number("delay_ms", 0)},
              .body = text_at(body, "body"),
              .count = number("count", 1),
              .every = std::max(1, number("every", 1))});
  return json_response(200, {{"ok", true}});
}

/// With `number`: that one.
HttpResponse show_deliveries(const DeliveryLog& log, const HttpRequest& request) {
  const std::string wanted = field(request.query, "number");
  if (wanted.empty()) return json_response(200, {{"deliveries", log.entries()}});
  std::size_t number = 0;
  const char* end = wanted.data() + wanted.size();
  const auto [rest, problem] = std::from_chars(wanted.data(), end, number);
  const Json entry = problem == std::errc{} && rest == end ? log.entry(number) : Json(nullptr);
  return entry.is_null() ? error_response(404, "no such delivery") : json_response(200, entry);
}

std::vector<Route> member_routes(SlackState& slack) {
  return {
      {"POST", "/sandbox/message", "",
       by_member(slack,
                 [&slack](const Json& body) {
                   return type_message(slack, {text_at(body, "user"), text_at(body, "channel"),
                                               text_at(body, "thread_ts"), text_at(body, "text")});
                 })},
      {"POST", "/sandbox/edit", "",
       by_member(slack,
                 [&slack](const Json& body) {
                   return edit_message(slack, {text_at(body, "user"), text_at(body, "channel"),
                                               text_at(body, "ts"), text_at(body, "text")});
                 })},
      {"POST", "/sandbox/action", "",
       by_member(slack,
                 [&slack](const Json& body) {
                   return press(slack, {text_at(body, "user"), text_at(body, "channel"),
                                        text_at(body, "message_ts"), text_at(body, "block_id"),
                                        text_at(body, "action_id"), text_at(body, "value")});
                 })},
      {"POST", "/sandbox/shortcut", "",
       by_member(slack,
                 [&slack](const Json& body) {
                   return use_shortcut(slack,
                                       {text_at(body, "user"), text_at(body, "channel"),
                                        text_at(body, "message_ts"), text_at(body, "callback_id")});
                 })},
      {"POST", "/sandbox/home", "",
       by_member(slack,
                 [&slack](const Json& body) { return open_home(slack, text_at(body, "user")); })},
      {"POST", "/sandbox/view_submission", "",
       by_member(slack,
                 [&slack](const Json& body) {
                   return submit_view(slack, text_at(body, "user"), text_at(body, "view_id"),
                                      body.value("values", Json::object()));
                 })},
      {"POST", "/sandbox/view_closed", "",
       by_member(slack,
                 [&slack](const Json& body) {
                   return close_view(slack, text_at(body, "user"), text_at(body, "view_id"));
                 })},
  };
}

}  // namespace

std::string cross_site_refusal(const HttpRequest& request) {
  const std::string host = request.header("host"), origin = request.header("origin");
  if (!is_loopback_host(host)) return "only reachable under a loopback address";
  if (!origin.empty() && origin != "http://" + host) return "another origin";
  return {};
}

std::vector<Route> page_api_routes(SlackState& slack, MailLog& mail_log, Faults& faults) {
  std::vector<Route> routes = member_routes(slack);
  routes.push_back(
      {"GET", "/sandbox/state", "", guarded([&slack](const HttpRequest& request, const PathParts&) {
         std::string user = field(request.query, "user");
         const auto& users = slack.scenario.users;
         if (user.empty() && !users.empty()) user = users.front().id;
         const Json state = page_state(slack, user);
         return state.is_null() ? error_response(400, "unknown user") : json_response(200, state);
       })});
  routes.push_back({"POST", "/sandbox/refresh", "", posted([&slack](const Json& body) {
                      slack.hub.refresh(text_at(body, "reason"));
                      return json_response(200, {{"ok", true}});
                    })});
  routes.push_back({"GET", "/sandbox/mail", "",
                    guarded([&mail_log, &slack](const HttpRequest& request, const PathParts&) {
                      return json_response(200, mail_log.summary(field(request.query, "domain"),
                                                                 slack.scheduler.now()));
                    })});
  routes.push_back({"POST", "/sandbox/mail", "", posted([&mail_log, &slack](const Json& body) {
                      return add_mail(mail_log, slack.scheduler, body);
                    })});
  routes.push_back(
      {"GET", "/sandbox/requests", "", guarded([&slack](const HttpRequest&, const PathParts&) {
         return json_response(200, {{"requests", Json(slack.api_calls)}});
       })});
  routes.push_back({"GET", "/sandbox/deliveries", "",
                    guarded([&slack](const HttpRequest& request, const PathParts&) {
                      return show_deliveries(slack.hub.log(), request);
                    })});
  routes.push_back({"POST", "/sandbox/faults", "",
                    posted([&faults](const Json& body) { return set_fault(faults, body); })});
  return routes;
}

}  // namespace latchkey::sandbox
