#include "bot/sessions/callees.hpp"

#include "core/base/letter_case.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

void note(Call& call, const std::string& sentence) {
  call.note += (call.note.empty() ? "" : " ") + sentence;
}

void add_user(Call& call, const std::string& user) {
  const bool known = std::find(call.users.begin(), call.users.end(), user) != call.users.end();
  if (!known) call.users.push_back(user);
}

}  // namespace

Callees::Callees(chat::ChatPlatform& platform, OnCall* on_call, Options options)
    : platform_(platform), on_call_(on_call), options_(std::move(options)) {
  std::map<std::string, std::string> users;
  for (const auto& [address, user] : options_.users) users[in_lower_case(address)] = user;
  options_.users = std::move(users);
}

boost::asio::awaitable<Call> Callees::find(Call call) {
  // One that was begun with another configuration may have had more levels.
  if (options_.levels.empty()) note(call, "Whom to call is not set up any more.");
  call.level = std::min(call.level, std::max(levels() - 1, 0));
  if (!options_.levels.empty()) {
    co_await add(options_.levels.at(static_cast<std::size_t>(call.level)), call);
  }
  if (call.reaches_nobody()) {
    for (const std::string& entry : options_.fallback) co_await add(entry, call);
    if (!call.reaches_nobody()) note(call, "The fall-back is called instead.");
  }
  while (call.reaches_nobody() && call.level + 1 < levels()) {
    ++call.level;
    co_await add(options_.levels.at(static_cast<std::size_t>(call.level)), call);
    if (!call.reaches_nobody()) note(call, "The next level is called instead.");
  }
  if (!call.note.empty()) spdlog::warn("Not as usual in a call for help: {}", call.note);
  call.found = true;
  co_return call;
}

boost::asio::awaitable<void> Callees::add(std::string entry, Call& call) {
  if (entry.empty()) {
    co_await add_on_call(call);
  } else if (entry.starts_with('@')) {
    co_await add_group(std::move(entry), call);
  } else {
    add_user(call, entry);
  }
}

boost::asio::awaitable<void> Callees::add_group(std::string handle, Call& call) {
  auto id = co_await platform_.group_id(handle);
  auto members = co_await platform_.group_members(handle, chat::Freshness::recent);
  if (!id || !members) {
    const Error& error = id ? members.error() : id.error();
    note(call, "Who is in " + handle + " could not be asked (" + error.what + ").");
  } else if (members->empty()) {
    note(call, "Nobody is in " + handle + ".");
  } else {
    call.groups.push_back({std::move(*id), std::move(handle), std::move(*members)});
  }
}

boost::asio::awaitable<void> Callees::add_on_call(Call& call) {
  const auto people = co_await on_call_->on_call_now();
  if (!people) {
    note(call, "Who is on call could not be asked (" + people.error().what + ").");
    co_return;
  }
  if (people->empty()) note(call, "Nobody is on call.");
  call = co_await with(call, *people);
}

boost::asio::awaitable<Call> Callees::with(Call call, std::vector<OnCallPerson> people) {
  for (const OnCallPerson& person : people) {
    const auto user = co_await in_chat(person);
    if (user.empty()) {
      call.strangers.push_back({person.name, person.link});
    } else {
      add_user(call, user);
    }
  }
  co_return call;
}

boost::asio::awaitable<std::string> Callees::in_chat(OnCallPerson person) {
  const auto address = in_lower_case(person.email);
  const auto known = options_.users.find(address);
  if (known != options_.users.end()) co_return known->second;
  if (address.empty()) co_return "";
  auto user = co_await platform_.person_with_address(address);
  if (user) co_return std::move(*user);
  if (user.error().kind != ErrorKind::not_found) {
    spdlog::warn("Who somebody on call is in the chat could not be asked: {}", user.error().what);
  }
  co_return "";
}

}  // namespace latchkey
