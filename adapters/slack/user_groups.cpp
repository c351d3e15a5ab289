#include "adapters/slack/user_groups.hpp"

#include "adapters/slack/web_api_answer.hpp"

#include <utility>

namespace latchkey::slack {

UserGroups::UserGroups(WebApiClient& client, const Clock& clock)
    : client_(client),
      ids_(clock, k_facts_kept_for,
           [this](std::string handle) { return ask_id(std::move(handle)); }),
      members_(clock, k_facts_kept_for,
               [this](std::string handle) { return ask_members(std::move(handle)); }) {}

boost::asio::awaitable<Expected<UserGroups::Members>> UserGroups::members(
    std::string handle, chat::Freshness freshness) {
  if (handle.starts_with('@')) handle.erase(0, 1);
  return members_.get(std::move(handle), freshness);
}

boost::asio::awaitable<Expected<std::string>> UserGroups::id(std::string handle) {
  if (handle.starts_with('@')) handle.erase(0, 1);
  return ids_.get(std::move(handle), chat::Freshness::recent);
}

boost::asio::awaitable<Expected<std::string>> UserGroups::ask_id(std::string handle) {
  auto question = usergroups_list();
  const auto groups = co_await client_.call(std::move(question));
  if (!groups) co_return groups.error();
  auto id = find_group(*groups, handle);
  if (id) co_return std::move(*id);
  co_return Error{.kind = ErrorKind::not_found, .what = "Slack: there is no user group @" + handle};
}

boost::asio::awaitable<Expected<UserGroups::Members>> UserGroups::ask_members(std::string handle) {
  const auto id = co_await ids_.get(std::move(handle), chat::Freshness::recent);
  if (!id) co_return id.error();
  auto question = usergroups_users_list(*id);
  const auto users = co_await client_.call(std::move(question));
  if (!users) co_return users.error();
  co_return read_members(*users);
}

}  // namespace latchkey::slack
