#include "deploy/sandbox/web_api/methods.hpp"

#include <algorithm>
#include <charconv>

namespace latchkey::sandbox::web_api {
namespace {

constexpr int k_default_limit = 100, k_largest_limit = 999;

Json channel_object(const SlackState& slack, const Channel& channel) {
  const auto& about = channel.about;
  const bool is_im = !channel.im_user.empty();
  Json object{{"id", about.id},
              {"name", about.name},
              {"name_normalized", about.name},
              {"is_channel", !is_im && !about.is_private},
              {"is_group", !is_im && about.is_private},
              {"is_im", is_im},
              {"is_mpim", false},
              {"is_private", about.is_private},
              {"is_archived", about.is_archived},
              {"is_general", about.name == "general"},
              {"is_shared", about.is_ext_shared},
              {"is_ext_shared", about.is_ext_shared},
              {"is_org_shared", false},
              {"is_pending_ext_shared", false},
              {"pending_shared", Json::array()},
              {"is_member", channel.has_member(slack.scenario.app.bot_user)},
              {"context_team_id", slack.scenario.team.id},
              {"topic", {{"value", about.topic}, {"creator", ""}, {"last_set", 0}}},
              {"purpose", {{"value", ""}, {"creator", ""}, {"last_set", 0}}},
              {"created", 1700000000},
              {"num_members", about.members.size()}};
  if (is_im) object["user"] = channel.im_user;
  return object;
}

/// The channel as the app may know it, or null: a private one that it is not in does not exist.
Channel* visible_channel(SlackState& slack, const std::string& id) {
  Channel* channel = slack.workspace.channel(id);
  if (channel == nullptr) return nullptr;
  const bool is_hidden =
      channel->about.is_private && !channel->has_member(slack.scenario.app.bot_user);
  return is_hidden ? nullptr : channel;
}

/// One page out of `items`, which stand in the order of the answer. The cursor is a position.
Json page_of(const Json& items, const Arguments& args, const char* name) {
  const std::string cursor = args.text("cursor");
  std::size_t start = 0;
  std::from_chars(cursor.data(), cursor.data() + cursor.size(), start);
  const auto limit = static_cast<std::size_t>(
      std::clamp(args.number("limit", k_default_limit), 1, k_largest_limit));
  Json page = Json::array();
  for (std::size_t i = start; i < items.size() && page.size() < limit; ++i)
    page.push_back(items[i]);
  const std::size_t next = start + page.size();
  const bool has_more = next < items.size();
  return {{name, std::move(page)},
          {"has_more", has_more},
          {"response_metadata", {{"next_cursor", has_more ? std::to_string(next) : ""}}}};
}

/// Timestamps compare as texts of equal shape: ten digits, a point, six digits.
bool is_within(const std::string& ts, const Arguments& args) {
  const std::string oldest = args.text("oldest"), latest = args.text("latest");
  const bool inclusive = args.flag("inclusive");
  if (!oldest.empty() && (inclusive ? ts < oldest : ts <= oldest)) return false;
  return latest.empty() || (inclusive ? ts <= latest : ts < latest);
}

Json message_for_app(const Message& message, const Arguments& args) {
  Json body = message.body;
  if (!args.flag("include_all_metadata")) body.erase("metadata");
  return body;
}

}  // namespace

ApiResult conversations_info(SlackState& slack, const Arguments& args) {
  const Channel* channel = visible_channel(slack, args.text("channel"));
  if (channel == nullptr) return api_error("channel_not_found");
  return api_ok({{"channel", channel_object(slack, *channel)}});
}

ApiResult conversations_members(SlackState& slack, const Arguments& args) {
  const Channel* channel = visible_channel(slack, args.text("channel"));
  if (channel == nullptr) return api_error("channel_not_found");
  return api_ok(page_of(Json(channel->about.members), args, "members"));
}

ApiResult conversations_open(SlackState& slack, const Arguments& args) {
  const std::string user = args.text("users");
  if (user.empty()) return api_error("users_list_not_supplied");
  if (slack.workspace.user(user) == nullptr || user == slack.scenario.app.bot_user) {
    return api_error("user_not_found");
  }
  return api_ok({{"channel", {{"id", slack.workspace.direct_message(user).about.id}}}});
}

ApiResult conversations_history(SlackState& slack, const Arguments& args) {
  const Channel* channel = visible_channel(slack, args.text("channel"));
  if (channel == nullptr) return api_error("channel_not_found");
  if (!channel->has_member(slack.scenario.app.bot_user)) return api_error("not_in_channel");
  Json newest_first = Json::array();
  // NOLINTNEXTLINE(modernize-loop-convert): clang 14 cannot read GCC's std::views::reverse.
  for (auto m = channel->messages.rbegin(); m != channel->messages.rend(); ++m) {
    if (m->is_ephemeral() || m->is_reply() || !is_within(m->ts(), args)) continue;
    newest_first.push_back(message_for_app(*m, args));
  }
  Json page = page_of(newest_first, args, "messages");
  page["pin_count"] = 0;
  return api_ok(std::move(page));
}

ApiResult conversations_replies(SlackState& slack, const Arguments& args) {
  const Channel* channel = visible_channel(slack, args.text("channel"));
  if (channel == nullptr) return api_error("channel_not_found");
  if (!channel->has_member(slack.scenario.app.bot_user)) return api_error("not_in_channel");
  const std::string ts = args.text("ts");
  const Message* parent = channel->message(ts);
  if (parent == nullptr || parent->is_ephemeral()) return api_error("thread_not_found");
  Json thread = Json::array({message_for_app(*parent, args)});
  for (const Message& m : channel->messages) {
    if (m.is_ephemeral() || !m.is_reply() || m.thread_ts() != ts || !is_within(m.ts(), args))
      continue;
    thread.push_back(message_for_app(m, args));
  }
  return api_ok(page_of(thread, args, "messages"));
}

}  // namespace latchkey::sandbox::web_api
