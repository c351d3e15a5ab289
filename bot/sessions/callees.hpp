#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/escalation/escalation.hpp"
#include "core/ports/on_call.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>
#include <vector>

namespace latchkey {

/// Finds out whom a level calls, by the chat's ids. All references outlive it.
class Callees {
 public:
  struct Options {
    /// A group ("@support-managers") or a user id for each level, from the first one on. The first
    /// is empty where the on-call system says who it is.
    std::vector<std::string> levels;
    /// The same, for where a level reaches nobody.
    std::vector<std::string> fallback = {};
    /// User ids by mail address, in whatever case: of people whose addresses in the two systems
    /// differ.
    std::map<std::string, std::string> users = {};
  };

  /// `on_call` may be null where no level is empty.
  Callees(chat::ChatPlatform& platform, OnCall* on_call, Options options);

  /// The call with the people it is for. A level that reaches nobody, because its system is down,
  /// nobody is on call or the chat does not know the person, is followed by the fall-back and then
  /// by the levels after it; the call's note says so. It may still reach nobody.
  boost::asio::awaitable<Call> find(Call call);

  /// The call with these people added, whom the on-call system named.
  boost::asio::awaitable<Call> with(Call call, std::vector<OnCallPerson> people);

  [[nodiscard]] int levels() const { return static_cast<int>(options_.levels.size()); }

 private:
  boost::asio::awaitable<void> add(std::string entry, Call& call);
  boost::asio::awaitable<void> add_group(std::string handle, Call& call);
  boost::asio::awaitable<void> add_on_call(Call& call);
  /// Empty where the chat does not know the person.
  boost::asio::awaitable<std::string> in_chat(OnCallPerson person);

  chat::ChatPlatform& platform_;
  OnCall* on_call_;
  Options options_;
};

}  // namespace latchkey
