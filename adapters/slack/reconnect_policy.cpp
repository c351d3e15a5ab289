#include "adapters/slack/reconnect_policy.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;
using Kind = ConnectionEvent::Kind;
using Next = ConnectionAction::Next;

enum class Pace {
  at_once,
  in_time,  ///< before the announced end; at once, unless Slack replaces us over and over
  backing_off
};

struct Row {
  Kind what;
  Next next;
  Pace pace;
  /// Waited on top of the back-off.
  milliseconds Backoff::*at_least = nullptr;
};

// In the order of `Kind`. Everything but a refused token is tried again for ever: a resolver that
// was down for an hour must not end the service (node-slack-sdk #1495).
constexpr std::array<Row, 8> k_rows = {{
    {Kind::hello, Next::serve, Pace::at_once},
    {Kind::refresh, Next::dial, Pace::in_time},
    {Kind::too_many, Next::close_then_dial, Pace::backing_off, &Backoff::crowded},
    {Kind::switched_off, Next::close_all_then_dial, Pace::backing_off, &Backoff::switched_off},
    {Kind::ended, Next::dial, Pace::backing_off},
    {Kind::failed, Next::dial, Pace::backing_off},
    {Kind::told_to_wait, Next::dial, Pace::backing_off},
    {Kind::refused, Next::stop, Pace::at_once},
}};

}  // namespace

ConnectionEvent announced(const Disconnect& disconnect, std::chrono::seconds age) {
  switch (disconnect.reason) {
    case Disconnect::Reason::too_many: return {.kind = Kind::too_many, .age = age};
    case Disconnect::Reason::switched_off: return {.kind = Kind::switched_off, .age = age};
    case Disconnect::Reason::refresh: break;
  }
  return {.kind = Kind::refresh, .age = age};
}

ConnectionEvent not_opened(const Error& why) {
  ConnectionEvent event{.kind = Kind::failed, .told = why.retry_after.value_or(0s)};
  if (why.kind == ErrorKind::refused) event.kind = Kind::refused;
  if (why.kind == ErrorKind::rate_limited) event.kind = Kind::told_to_wait;
  return event;
}

ReconnectPolicy::ReconnectPolicy(Backoff backoff, std::function<double()> jitter)
    : backoff_(backoff), jitter_(std::move(jitter)) {}

ConnectionAction ReconnectPolicy::next(const ConnectionEvent& event) {
  const bool proven = event.age >= backoff_.proven;
  if (proven) failures_ = 0;
  const auto& row = k_rows.at(static_cast<std::size_t>(event.kind));
  milliseconds wait = event.told;
  if (row.at_least != nullptr) wait += backoff_.*row.at_least;
  if (row.pace == Pace::backing_off) wait += backed_off();
  if (row.pace == Pace::in_time && !proven) wait += spread(backoff_.refreshed);
  return {.next = row.next, .wait = wait};
}

milliseconds ReconnectPolicy::backed_off() {
  const int doublings = std::min(failures_++, 20);
  const auto whole = std::min<milliseconds>(backoff_.first * (1LL << doublings), backoff_.longest);
  return spread(whole);
}

milliseconds ReconnectPolicy::spread(milliseconds whole) const {
  return std::chrono::duration_cast<milliseconds>(whole * (0.5 + 0.5 * jitter_()));
}

}  // namespace latchkey::slack
