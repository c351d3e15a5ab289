#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey {

/// Tells a mention of the on-call group in one of our threads from other people's talk, before
/// anything of it is kept. All references outlive it.
class GroupWatch {
 public:
  /// `handle`: "@support-oncall"; empty where no group is watched.
  GroupWatch(chat::ChatPlatform& platform, Store& store, std::string handle);

  /// Does this `group_mention` escalate? Only in a thread that has a check or an escalation.
  boost::asio::awaitable<Expected<bool>> escalates(chat::Request mention);

 private:
  boost::asio::awaitable<Expected<bool>> is_ours(std::string channel, std::string thread);

  chat::ChatPlatform& platform_;
  Store& store_;
  std::string handle_;
};

}  // namespace latchkey
