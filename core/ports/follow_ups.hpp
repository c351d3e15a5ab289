#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/base/time.hpp"
#include "core/remedies/mail_ending.hpp"
#include "core/remedies/remedy.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// Where the message stands whose button was pressed.
struct PressPlace {
  std::string channel;
  std::string thread;
  std::string message;
};

/// That the mail of a press is to be looked for in the mail log.
struct FollowUpOrder {
  /// Whom the mail goes to; forgotten when the follow-up is closed.
  EmailAddress recipient;
  PressPlace place;
  TimePoint look_at;
};

/// A mail that was asked for by a press and whose fate was not told yet, or may still change.
struct FollowUp {
  /// The attempt's number (`RemedyBegun`).
  long long attempt = 0;
  /// The job of the press: opaque, so messages may carry it.
  std::string press;
  std::string diagnosis_id;
  RemedyId remedy;
  std::string by;
  TimePoint asked_at;
  EmailAddress recipient;
  PressPlace place;
  TimePoint look_at;
  /// Known already, and perhaps told: it was delivered and may still come back, or an earlier
  /// process ended before it could write down that it was told.
  std::optional<MailEnding> ending = {};
};

/// The mails that are being followed, with the errors and promises of `Journal`. They are begun
/// together with the outcome of their press (`Store::finish_and_follow`). `not_found` where there
/// is none of this attempt (any more).
class FollowUps {
 public:
  virtual ~FollowUps() = default;

  /// Those that are not closed, in the order in which they are to be looked at. What another
  /// process looks after (replicas.hpp) is not among them; these this one does from here on, as
  /// those that it began.
  virtual boost::asio::awaitable<Expected<std::vector<FollowUp>>> open_follow_ups(
      std::size_t most) = 0;

  /// How many those are; none of them changes hands by it.
  virtual boost::asio::awaitable<Expected<std::size_t>> count_follow_ups() = 0;

  virtual boost::asio::awaitable<Expected<void>> look_again(long long attempt, TimePoint at) = 0;

  /// What became of the mail is known, or has turned out otherwise. It stays open until it is
  /// closed.
  virtual boost::asio::awaitable<Expected<void>> end_follow_up(long long attempt,
                                                               MailEnding ending) = 0;

  virtual boost::asio::awaitable<Expected<void>> close_follow_up(long long attempt) = 0;
};

}  // namespace latchkey
