#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/sessions/authorization.hpp"
#include "bot/status/readiness.hpp"
#include "core/base/clock.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {

/// How we and the systems are, asked now.
using HealthQuestion = std::function<boost::asio::awaitable<status::Readiness>()>;

/// Our home page, as one person sees it: that person's own checks, and how things are. All
/// references outlive it.
class HomeSession {
 public:
  struct Options {
    /// "/diagnose"
    std::string command;
    /// `[privacy] mask_emails_in_messages`
    bool mask_emails = false;
    AccessRules rules;
  };

  HomeSession(chat::ChatPlatform& platform, Authorization& authorization, Store& store,
              const Clock& clock, HealthQuestion health, Options options);

  /// `opened` names the person. Who may not ask for checks sees why, and nothing else.
  boost::asio::awaitable<void> show(chat::Request opened);

  /// From now on.
  void change(Options options) { options_ = std::move(options); }

 private:
  boost::asio::awaitable<chat::Message> page_of(std::string user);

  chat::ChatPlatform& platform_;
  Authorization& authorization_;
  Store& store_;
  const Clock& clock_;
  HealthQuestion health_;
  Options options_;
};

}  // namespace latchkey
