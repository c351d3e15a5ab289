#include "bot/sessions/patient_platform.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// The chat did not refuse it, and will take it another time.
bool will_pass(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::rate_limited:
    case ErrorKind::timed_out:
    case ErrorKind::unreachable:
    case ErrorKind::unavailable:
    case ErrorKind::uncertain: return true;
    default: return false;
  }
}

}  // namespace

PatientPlatform::PatientPlatform(chat::ChatPlatform& platform, const Clock& clock, Options options)
    : platform_(platform), clock_(clock), options_(options) {}

PatientPlatform::Answer<chat::MessageRef> PatientPlatform::post(std::string channel,
                                                                std::string thread,
                                                                chat::Message message) {
  const auto posted_at = clock_.now();
  const auto began = SteadyClock::now();
  for (int failures = 1;; ++failures) {
    auto posted = co_await platform_.post(channel, thread, message);
    if (posted) co_return posted;
    const bool may_stand_there = posted.error().kind == ErrorKind::uncertain;
    if (may_stand_there && !message.tag) co_return posted;
    const bool again = co_await wait_after(posted.error(), failures, began);
    if (!again) co_return posted;
    if (!may_stand_there) continue;
    const auto found = co_await look_for(*message.tag, channel, thread, posted_at, began);
    if (!found) co_return posted;
    if (*found) co_return **found;
  }
}

PatientPlatform::Answer<std::optional<chat::MessageRef>> PatientPlatform::look_for(
    chat::Tag tag, std::string channel, std::string thread, TimePoint posted_at, SteadyTime began) {
  const auto since = posted_at - chat::k_clocks_differ;
  std::function<Answer<std::vector<chat::TaggedMessage>>()> search =
      [this, channel = std::move(channel), thread = std::move(thread), since] {
        return platform_.find_tagged(channel, thread, since);
      };
  const auto messages = co_await until_taken(std::move(search), began);
  if (!messages) co_return messages.error();
  co_return chat::find_tag(*messages, tag);
}

template <class T>
PatientPlatform::Answer<T> PatientPlatform::until_taken(std::function<Answer<T>()> verb,
                                                        SteadyTime began) {
  for (int failures = 1;; ++failures) {
    auto taken = co_await verb();
    if (taken) co_return taken;
    const bool again = co_await wait_after(taken.error(), failures, began);
    if (!again) co_return taken;
  }
}

boost::asio::awaitable<bool> PatientPlatform::wait_after(Error error, int failures,
                                                         SteadyTime began) {
  constexpr int k_most_doublings = 3;
  const auto doublings = std::min(failures - 1, k_most_doublings);
  std::chrono::milliseconds pause = options_.first_pause * (1 << doublings);
  if (error.retry_after) pause = std::max<std::chrono::milliseconds>(pause, *error.retry_after);
  if (!will_pass(error.kind) || SteadyClock::now() + pause - began > options_.at_most)
    co_return false;
  if (failures == 1) spdlog::warn("Something is to be said in the chat, later: {}", error.what);
  boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor, pause};
  co_await timer.async_wait(boost::asio::use_awaitable);
  co_return true;
}

PatientPlatform::Answer<void> PatientPlatform::update(chat::MessageRef message,
                                                      chat::Message content, chat::Edit weight) {
  if (weight == chat::Edit::progress) {
    return platform_.update(std::move(message), std::move(content), weight);
  }
  return edit(std::move(message), std::move(content));
}

PatientPlatform::Answer<void> PatientPlatform::edit(chat::MessageRef message,
                                                    chat::Message content) {
  const auto key = message.channel + " " + message.id;
  const auto mine = ++edits_;
  newest_edits_[key] = mine;
  const auto is_newest = [&] {
    const auto newest = newest_edits_.find(key);
    return newest != newest_edits_.end() && newest->second == mine;
  };
  const auto began = SteadyClock::now();
  for (int failures = 1;; ++failures) {
    auto said = co_await platform_.update(message, content, chat::Edit::lasting);
    bool again = false;
    if (!said) again = co_await wait_after(said.error(), failures, began);
    if (!is_newest()) co_return Expected<void>{};
    if (again) continue;
    newest_edits_.erase(key);
    co_return said;
  }
}

PatientPlatform::Answer<void> PatientPlatform::whisper(std::string channel, std::string thread,
                                                       std::string user, chat::Message message) {
  std::function<Answer<void>()> whispering =
      [this, channel = std::move(channel), thread = std::move(thread), user = std::move(user),
       message = std::move(message)] { return platform_.whisper(channel, thread, user, message); };
  return until_taken(std::move(whispering), SteadyClock::now());
}

PatientPlatform::Answer<void> PatientPlatform::reply_privately(std::string reply_url,
                                                               chat::Message message) {
  std::function<Answer<void>()> reply = [this, reply_url = std::move(reply_url),
                                         message = std::move(message)] {
    return platform_.reply_privately(reply_url, message);
  };
  return until_taken(std::move(reply), SteadyClock::now());
}

PatientPlatform::Answer<std::vector<chat::TaggedMessage>> PatientPlatform::find_tagged(
    std::string channel, std::string thread, TimePoint since) {
  return platform_.find_tagged(std::move(channel), std::move(thread), since);
}

PatientPlatform::Answer<void> PatientPlatform::open_modal(std::string trigger, chat::Modal modal) {
  return platform_.open_modal(std::move(trigger), std::move(modal));
}

PatientPlatform::Answer<void> PatientPlatform::show_home(std::string user, chat::Message content) {
  return platform_.show_home(std::move(user), std::move(content));
}

PatientPlatform::Answer<std::string> PatientPlatform::link_to(chat::MessageRef message) {
  return platform_.link_to(std::move(message));
}

PatientPlatform::Answer<chat::Channel> PatientPlatform::channel(std::string id,
                                                                chat::Freshness freshness) {
  return platform_.channel(std::move(id), freshness);
}

PatientPlatform::Answer<chat::Person> PatientPlatform::person(std::string id,
                                                              chat::Freshness freshness) {
  return platform_.person(std::move(id), freshness);
}

PatientPlatform::Answer<std::vector<std::string>> PatientPlatform::group_members(
    std::string handle, chat::Freshness freshness) {
  return platform_.group_members(std::move(handle), freshness);
}

PatientPlatform::Answer<std::string> PatientPlatform::group_id(std::string handle) {
  return platform_.group_id(std::move(handle));
}

PatientPlatform::Answer<std::string> PatientPlatform::person_with_address(std::string email) {
  return platform_.person_with_address(std::move(email));
}

}  // namespace latchkey
