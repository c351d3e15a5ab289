#pragma once

#include "adapters/slack/frame.hpp"
#include "core/base/error.hpp"

#include <chrono>
#include <functional>
#include <optional>

namespace latchkey::slack {

/// Something that happened to our connection, or to the one that is to succeed it.
struct ConnectionEvent {
  enum class Kind {
    hello,      ///< Slack greeted: we are connected
    announced,  ///< Slack announced the end (`reason`)
    ended,      ///< an established connection ended without an announcement
    failed      ///< no connection came about (`error`)
  };
  Kind kind = Kind::hello;
  Disconnect::Reason reason = Disconnect::Reason::refresh;
  std::optional<Error> error = {};
  /// How long ago this connection had its hello. Zero where it had none.
  std::chrono::seconds age{0};
};

/// What should we do next?
struct ConnectionAction {
  enum class Next {
    serve,            ///< nothing: it works
    dial,             ///< open a connection after `wait`, keeping the present one until then
    close_then_dial,  ///< close the present one first, then wait, then dial
    stop              ///< nobody but an operator can help
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
  /// A connection that ends sooner than this after its hello counts as a failure.
  std::chrono::seconds proven{30};
};

/// Decides how to go on with a connection; knows no socket and no clock. Failures in a row double
/// the wait; a hello ends the row, unless the connection then ends at once.
class ReconnectPolicy {
 public:
  /// `jitter` gives numbers from 0 to 1: of each back-off, half to the whole is waited, on top of
  /// what Slack asks for.
  ReconnectPolicy(Backoff backoff, std::function<double()> jitter);

  ConnectionAction next(const ConnectionEvent& event);

 private:
  ConnectionAction after_announcement(const ConnectionEvent& event);
  ConnectionAction after_failure(const Error& error);
  std::chrono::milliseconds backed_off(std::chrono::milliseconds at_least);

  Backoff backoff_;
  std::function<double()> jitter_;
  int failures_ = 0;
};

}  // namespace latchkey::slack
