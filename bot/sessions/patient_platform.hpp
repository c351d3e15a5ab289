#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/base/clock.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// The same chat for answers that somebody waits for: where it cannot be reached, or wants us to
/// come back later, what is to be said is said as soon as it can be. `platform` and `clock` outlive
/// it.
class PatientPlatform final : public chat::ChatPlatform {
 public:
  struct Options {
    /// Before the second try; then twice, four times, and from there on eight times as long.
    std::chrono::milliseconds first_pause{1'000};
    /// For one message, by a clock that does not jump. Nobody waits for it any more then: it is
    /// logged and given up.
    std::chrono::seconds at_most = std::chrono::minutes{15};
  };

  PatientPlatform(chat::ChatPlatform& platform, const Clock& clock, Options options);

  /// Where it may stand there already, its tag is looked for before it is posted again.
  Answer<chat::MessageRef> post(std::string channel, std::string thread,
                                chat::Message message) override;
  /// Edits of progress are tried once: the next one says more. A later edit of the same message
  /// says all that this one would have, so it takes its place.
  Answer<void> update(chat::MessageRef message, chat::Message content, chat::Edit weight) override;
  /// Where it may have been seen already, it is said again: to read it twice does no harm, to wait
  /// for it in vain does.
  Answer<void> whisper(std::string channel, std::string thread, std::string user,
                       chat::Message message) override;
  /// The same.
  Answer<void> reply_privately(std::string reply_url, chat::Message message) override;

  // Asked once: whoever asks does something else where there is no answer.
  Answer<std::vector<chat::TaggedMessage>> find_tagged(std::string channel, std::string thread,
                                                       TimePoint since) override;
  Answer<void> open_modal(std::string trigger, chat::Modal modal) override;
  Answer<void> show_home(std::string user, chat::Message content) override;
  Answer<std::string> link_to(chat::MessageRef message) override;
  Answer<chat::Channel> channel(std::string id, chat::Freshness freshness) override;
  Answer<chat::Person> person(std::string id, chat::Freshness freshness) override;
  Answer<std::vector<std::string>> group_members(std::string handle,
                                                 chat::Freshness freshness) override;
  Answer<std::string> group_id(std::string handle) override;
  Answer<std::string> person_with_address(std::string email) override;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  Answer<void> edit(chat::MessageRef message, chat::Message content);
  /// For as long as the chat cannot take it.
  template <class T>
  Answer<T> until_taken(std::function<Answer<T>()> verb, SteadyTime began);
  /// Nothing where it does not stand there.
  Answer<std::optional<chat::MessageRef>> look_for(chat::Tag tag, std::string channel,
                                                   std::string thread, TimePoint posted_at,
                                                   SteadyTime began);
  /// False where there is no point in another try.
  boost::asio::awaitable<bool> wait_after(Error error, int failures, SteadyTime began);

  chat::ChatPlatform& platform_;
  const Clock& clock_;
  Options options_;
  /// The newest lasting edit of each message that is under way, by "channel message".
  std::map<std::string, long long> newest_edits_;
  long long edits_ = 0;
};

}  // namespace latchkey
