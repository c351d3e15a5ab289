#include "bot/sessions/group_watch.hpp"

#include <sstream>
#include <utility>

namespace latchkey {
namespace {

bool names_group(const std::string& ids, const std::string& wanted) {
  std::istringstream words{ids};
  for (std::string id; words >> id;) {
    if (id == wanted) return true;
  }
  return false;
}

}  // namespace

GroupWatch::GroupWatch(chat::ChatPlatform& platform, Store& store, std::string handle)
    : platform_(platform), store_(store), handle_(std::move(handle)) {}

boost::asio::awaitable<Expected<bool>> GroupWatch::escalates(chat::Request mention) {
  if (handle_.empty()) co_return false;
  // The store first: it is asked for every such message, and costs the chat's limits nothing.
  const auto ours = co_await is_ours(mention.channel, mention.thread);
  if (!ours) co_return ours.error();
  if (!*ours) co_return false;
  const auto group = co_await platform_.group_id(handle_);
  // A group that is not there (any more) is mentioned by nobody.
  if (!group && group.error().kind == ErrorKind::not_found) co_return false;
  if (!group) co_return group.error();
  co_return names_group(mention.value, *group);
}

boost::asio::awaitable<Expected<bool>> GroupWatch::is_ours(std::string channel,
                                                           std::string thread) {
  const auto record = co_await store_.newest_in(channel, thread);
  if (!record) co_return record.error();
  if (*record) co_return true;
  const auto escalation = co_await store_.newest_escalation(channel, thread);
  if (!escalation) co_return escalation.error();
  co_return escalation->has_value();
}

}  // namespace latchkey
