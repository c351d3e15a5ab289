#include "adapters/slack/envelope.hpp"
#include "adapters/slack/json_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace latchkey::slack {
namespace {

constexpr std::string_view k_blanks = " \t\r\n";

/// The author's workspace. Without a word about it the author is one of ours, except in a channel
/// that is shared with another organisation: there it stays unknown.
std::string author_team(const nlohmann::json& payload, const nlohmann::json& event) {
  for (auto team :
       {text_at(event, {"user_team"}), text_at(event, {"source_team"}), text_at(event, {"team"})}) {
    if (!team.empty()) return team;
  }
  return flag_at(payload, {"is_ext_shared_channel"}) ? "" : text_at(payload, {"team_id"});
}

/// Where our mention stands in the text, `<@U1>` or `<@U1|name>`; npos where nowhere.
std::pair<std::size_t, std::size_t> find_mention(const std::string& text, const std::string& user) {
  for (auto at = text.find("<@" + user); at != std::string::npos;
       at = text.find("<@" + user, at + 1)) {
    const auto after = at + 2 + user.size();
    if (after >= text.size() || (text[after] != '>' && text[after] != '|')) continue;
    const auto end = text.find('>', after);
    if (end != std::string::npos) return {at, end + 1 - at};
  }
  return {std::string::npos, 0};
}

std::string without_mention(std::string text, const std::string& user) {
  for (auto [at, size] = find_mention(text, user); at != std::string::npos;) {
    text.erase(at, size);
    std::tie(at, size) = find_mention(text, user);
  }
  const auto begin = text.find_first_not_of(k_blanks);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_blanks) + 1 - begin);
}

/// Somebody looks at our Home tab. It is the same to us in whatever tab they were before.
Content read_home_opened(const nlohmann::json& payload, const nlohmann::json& event,
                         const Identity& self, TimePoint received) {
  if (text_at(event, {"tab"}) != "home") return Ignored{"our page was opened at another tab"};
  chat::Request request;
  request.kind = chat::Request::Kind::home;
  request.received = received;
  request.user = text_at(event, {"user"});
  // Nobody of another organisation has our page.
  request.user_team = team_of(payload, self);
  request.team = request.user_team;
  const auto id = text_at(payload, {"event_id"});
  if (request.user.empty() || id.empty()) return Ignored{"a page that was opened by nobody"};
  request.dedupe_key = "home:" + id;
  return request;
}

/// The user groups that the text mentions, `<!subteam^S1>` or `<!subteam^S1|@name>`, and the rest.
struct GroupMentions {
  /// With a blank between.
  std::string ids;
  std::string rest;
};

GroupMentions take_group_mentions(const std::string& text) {
  constexpr std::string_view k_group = "<!subteam^";
  GroupMentions found;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = text.find(k_group, at);
    const auto end = text.find('>', begin);
    if (begin == std::string::npos || end == std::string::npos) {
      found.rest += text.substr(at);
      break;
    }
    const auto id = begin + k_group.size();
    found.ids +=
        (found.ids.empty() ? "" : " ") + text.substr(id, std::min(text.find('|', id), end) - id);
    found.rest += text.substr(at, begin - at);
    at = end + 1;
  }
  return found;
}

/// Why this is not somebody talking to us, nor perhaps to those who are on call; empty where it is.
std::string why_not_for_us(const nlohmann::json& event, const Identity& self) {
  const auto type = text_at(event, {"type"});
  if (type != "app_mention" && type != "message") return "an event that we do not serve";
  if (!json_at(event, {"subtype"}).is_null()) return "a message of a subtype";
  const auto user = text_at(event, {"user"});
  if (user == self.user) return "our own message";
  if (!json_at(event, {"bot_id"}).is_null()) return "a message of a bot";
  if (user.empty()) return "a message without an author";
  const bool mentioned =
      find_mention(text_at(event, {"text"}), self.user).first != std::string::npos;
  if (type != "message" || mentioned || text_at(event, {"channel_type"}) == "im") return {};
  const bool to_a_group_in_a_thread = !text_at(event, {"thread_ts"}).empty() &&
                                      !take_group_mentions(text_at(event, {"text"})).ids.empty();
  return to_a_group_in_a_thread ? "" : "other people's talk";
}

}  // namespace

Content read_event(const nlohmann::json& payload, const Identity& self, TimePoint received) {
  if (text_at(payload, {"type"}) == "app_rate_limited") {
    return Ignored{"the note that Slack holds back events, because there are too many"};
  }
  const auto& event = json_at(payload, {"event"});
  if (text_at(event, {"type"}) == "app_home_opened") {
    return read_home_opened(payload, event, self, received);
  }
  if (auto why = why_not_for_us(event, self); !why.empty()) return Ignored{std::move(why)};

  chat::Request request;
  request.kind = chat::Request::Kind::mention;
  request.received = received;
  request.user = text_at(event, {"user"});
  request.user_team = author_team(payload, event);
  request.team = team_of(payload, self);
  request.channel = text_at(event, {"channel"});
  const auto channel_type = text_at(event, {"channel_type"});
  request.direct = channel_type == "im" || channel_type == "mpim";
  request.thread = text_at(event, {"thread_ts"});
  request.message = text_at(event, {"ts"});
  request.text = without_mention(text_at(event, {"text"}), self.user);
  const bool to_us = text_at(event, {"type"}) == "app_mention" || channel_type == "im" ||
                     find_mention(text_at(event, {"text"}), self.user).first != std::string::npos;
  if (!to_us) {
    request.kind = chat::Request::Kind::group_mention;
    auto [groups, rest] = take_group_mentions(request.text);
    request.value = std::move(groups);
    request.text = std::move(rest);
  }
  if (request.channel.empty() || request.message.empty()) {
    return Ignored{"a message that names no channel or no time"};
  }
  // Not event_id: app_mention and message.* of one message differ in it. Channel and time are the
  // same at every redelivery. An edit fires the mention again, and what it says now is a question
  // of its own: who corrected an address waits for an answer.
  request.dedupe_key = "message:" + request.channel + ":" + request.message;
  if (const auto edited = text_at(event, {"edited", "ts"}); !edited.empty()) {
    request.dedupe_key += ":edited:" + edited;
  }
  return request;
}

}  // namespace latchkey::slack
