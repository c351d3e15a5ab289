#pragma once

#include "adapters/slack/frame.hpp"
#include "core/base/error.hpp"

#include <chrono>
#include <functional>

namespace latchkey::slack {

/// Something that happened to a connection that we keep, or to the one that is to succeed it.
struct ConnectionEvent {
  enum class Kind {
    hello,         ///< Slack greeted: we are connected
    refresh,       ///< its end was announced, or most of its time is over
    too_many,      ///< Slack ends it, because the app holds more than ten
    switched_off,  ///< Slack ends it, because Socket Mode is off in the app's settings
    ended,         ///< it ended without an announcement, or went silent
    failed,        ///< none came about: DNS, network, TLS, an upgrade refused, no hello in time
    told_to_wait,  ///< none came about: we asked too often (HTTP 429)
    refused        ///< none came about: Slack refuses the token
  };
  Kind kind = Kind::hello;
  /// How long ago this connection had its hello. Zero where it had none.
  std::chrono::seconds age{0};
  /// How long Slack told us to stay away.
  std::chrono::seconds told{0};
};

/// Slack announced the end of a connection of this age.
ConnectionEvent announced(const Disconnect& disconnect, std::chrono::seconds age);
/// No connection came about.
ConnectionEvent not_opened(const Error& why);

/// What should we do next?
struct ConnectionAction {
  enum class Next {
    serve,                ///< nothing: it works
    dial,                 ///< open another after `wait`; one that still serves goes on until then
    close_then_dial,      ///< close this one first, then wait, and open another when it is gone
    close_all_then_dial,  ///< the same with every connection that we hold
    stop                  ///< nobody but an operator can help
  };
  Next next = Next::serve;
  std::chrono::milliseconds wait{0};

  bool operator==(const ConnectionAction&) const = default;
};

/// How fast we come back. Slack allows 50 dials a minute and ten connections, and goes on
/// delivering to ghosts for hours, so a fast loop harms for long.
struct Backoff {
  std::chrono::milliseconds first{1'000};
  std::chrono::milliseconds longest{5 * 60'000};
  /// After "too many websockets": the ten connections do not vanish at once.
  std::chrono::milliseconds crowded{10'000};
  /// While Socket Mode is switched off in the app's settings: a person has to switch it on.
  std::chrono::milliseconds switched_off{3 * 60'000};
  /// Before the successor of a connection that Slack wants back sooner than `proven`. It announces
  /// that some ten seconds ahead: no moment without a connection, and no fast loop either.
  std::chrono::milliseconds refreshed{1'000};
  /// A connection that ends sooner than this after its hello counts as a failure.
  std::chrono::seconds proven{30};
};

/// Decides how to go on with one connection that we keep; knows no socket and no clock. What
/// follows what is a table, in the .cpp. Events that back off double the wait each time; a
/// connection that lasted ends the row, its hello alone does not.
class ReconnectPolicy {
 public:
  /// `jitter` gives numbers from 0 to 1: of each back-off, half to the whole is waited.
  ReconnectPolicy(Backoff backoff, std::function<double()> jitter);

  ConnectionAction next(const ConnectionEvent& event);

 private:
  std::chrono::milliseconds backed_off();
  [[nodiscard]] std::chrono::milliseconds spread(std::chrono::milliseconds whole) const;

  Backoff backoff_;
  std::function<double()> jitter_;
  int failures_ = 0;
};

}  // namespace latchkey::slack
