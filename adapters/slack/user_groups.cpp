#include "adapters/slack/user_groups.hpp"

#include "adapters/slack/web_api_answer.hpp"

#include <chrono>

namespace latchkey::slack {

namespace {
constexpr std::chrono::seconds k_kept_for{60};
}  // namespace

boost::asio::awaitable<Expected<std::vector<std::string>>> UserGroups::members(std::string handle) {
  if (handle.starts_with('@')) handle.erase(0, 1);
  const auto known = known_.find(handle);
  if (known != known_.end() && clock_.now() - known->second.at < k_kept_for) {
    co_return known->second.members;
  }
  auto question = usergroups_list();
  const auto groups = co_await client_.call(std::move(question));
  if (!groups) co_return groups.error();
  const auto id = find_group(*groups, handle);
  if (!id) {
    co_return Error{.kind = ErrorKind::not_found,
                    .what = "Slack: there is no user group @" + handle};
  }
  auto second_question = usergroups_users_list(*id);
  const auto users = co_await client_.call(std::move(second_question));
  if (!users) co_return users.error();
  auto members = read_members(*users);
  // The handles come from the configuration, so there are never more than a few.
  if (members) known_.insert_or_assign(handle, Known{*members, clock_.now()});
  co_return members;
}

}  // namespace latchkey::slack
