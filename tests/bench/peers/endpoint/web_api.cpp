#include "tests/bench/peers/endpoint/web_api.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace latchkey::bench {
namespace {

using nlohmann::json;

constexpr std::string_view k_ok = R"({"ok":true})";
constexpr std::string_view k_group = "S0SUPPORT";

std::string auth_test() {
  return json{{"ok", true},
              {"user_id", "U0BOT"},
              {"bot_id", "B0BOT"},
              {"team_id", k_team},
              {"user", "latchkey"},
              {"team", "Support"},
              {"url", "https://support.slack.com/"}}
      .dump();
}

std::string channel_info(const Arguments& arguments) {
  return json{{"ok", true},
              {"channel",
               {{"id", arguments.text("channel")},
                {"name", "support"},
                {"is_channel", true},
                {"is_member", true},
                {"is_archived", false},
                {"is_shared", false},
                {"is_ext_shared", false},
                {"is_org_shared", false}}}}
      .dump();
}

std::string user_info(const Arguments& arguments) {
  return json{{"ok", true},
              {"user",
               {{"id", arguments.text("user")},
                {"team_id", k_team},
                {"name", "person"},
                {"deleted", false},
                {"is_bot", false},
                {"is_restricted", false},
                {"is_ultra_restricted", false},
                {"profile", {{"display_name", "Person"}, {"real_name", "Person"}}}}}}
      .dump();
}

std::string groups() {
  return json{{"ok", true},
              {"usergroups",
               json::array({{{"id", k_group}, {"handle", "support-team"}, {"date_delete", 0}}})}}
      .dump();
}

std::string group_members() {
  json users = json::array();
  for (Number number = 0; number < k_people; ++number) users.push_back(person(number));
  return json{{"ok", true}, {"users", std::move(users)}}.dump();
}

HistoryQuestion history_question(const Arguments& arguments) {
  HistoryQuestion question;
  const auto flag = [&](const char* name) {
    const auto text = arguments.text(name);
    return text == "true" || text == "1";
  };
  question.inclusive = flag("inclusive");
  question.with_metadata = flag("include_all_metadata");
  if (const auto oldest = arguments.text("oldest"); !oldest.empty()) {
    question.oldest = parse_message_time(oldest);
  }
  if (const auto latest = arguments.text("latest"); !latest.empty()) {
    question.latest = parse_message_time(latest);
  }
  if (const auto limit = arguments.text("limit"); !limit.empty()) {
    // Slack gives fewer than a thousand at a time.
    question.limit = std::clamp<std::size_t>(std::strtoul(limit.c_str(), nullptr, 10), 1, 999);
  }
  return question;
}

}  // namespace

HttpAnswer WebApi::call(std::string_view method, const HttpRequest& request) {
  const Arguments arguments{request};
  if (method == "chat.postMessage") return {.body = post_message(arguments)};
  if (method == "chat.update") {
    return {.body = R"({"ok":true,"channel":")" + arguments.text("channel") + R"(","ts":")" +
                    arguments.text("ts") + "\"}"};
  }
  if (method == "chat.postEphemeral") return {.body = post_ephemeral(arguments)};
  if (method == "conversations.info") return {.body = channel_info(arguments)};
  if (method == "users.info") return {.body = user_info(arguments)};
  if (method == "conversations.history") return {.body = history(arguments)};
  if (method == "conversations.replies") return {.body = replies(arguments)};
  if (method == "auth.test") return {.body = auth_test()};
  if (method == "apps.connections.open") return {.body = connections_open()};
  if (method == "usergroups.list") return {.body = groups()};
  if (method == "usergroups.users.list") return {.body = group_members()};
  return {.body = R"({"ok":false,"error":"unknown_method"})"};
}

std::string WebApi::connections_open() const {
  return R"({"ok":true,"url":"ws:\/\/)" + authority_ + R"(\/link\/?ticket=bench&app_id=A0BENCH"})";
}

std::string WebApi::post_message(const Arguments& arguments) {
  const auto now = steady_now();
  PostedMessage message{.thread = parse_message_time(arguments.text("thread_ts")),
                        .text = arguments.text("text"),
                        .metadata = arguments.text("metadata")};
  message.number = find_key(message.text);
  const auto& posted = messages_.add(std::move(message));
  if (posted.thread == 0) {
    if (posted.number) load_.note_post(*posted.number, now);
  } else {
    const auto* root = messages_.find(posted.thread);
    if (!posted.metadata.empty()) {
      load_.note_step(arguments.text("thread_ts") + posted.metadata);
    }
    // The row of buttons ends an answer.
    const bool is_last = arguments.text("blocks").find(R"("type":"actions")") != std::string::npos;
    if (root != nullptr && root->number && is_last) load_.note_diagnosis(*root->number, now);
  }
  const auto time = message_time(posted.time);
  return R"({"ok":true,"channel":")" + arguments.text("channel") + R"(","ts":")" + time +
         R"(","message":{"type":"message","user":"U0BOT","bot_id":"B0BOT","ts":")" + time + "\"}}";
}

std::string WebApi::post_ephemeral(const Arguments& arguments) {
  if (const auto number = find_key(arguments.text("text"))) load_.note_private_answer(*number);
  return std::string{k_ok};
}

std::string WebApi::history(const Arguments& arguments) const {
  auto question = history_question(arguments);
  if (const auto cursor = arguments.text("cursor"); !cursor.empty()) {
    question.latest = parse_message_time(cursor) - (question.inclusive ? 1 : 0);
  }
  return messages_.history(question).dump();
}

std::string WebApi::replies(const Arguments& arguments) const {
  auto question = history_question(arguments);
  if (const auto cursor = arguments.text("cursor"); !cursor.empty()) {
    question.oldest = parse_message_time(cursor) + (question.inclusive ? 1 : 0);
  }
  return messages_.replies(parse_message_time(arguments.text("ts")), question).dump();
}

}  // namespace latchkey::bench
