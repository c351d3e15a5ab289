#include "adapters/slack/reconnect_policy.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;
using Kind = ConnectionEvent::Kind;
using Next = ConnectionAction::Next;

}  // namespace

ReconnectPolicy::ReconnectPolicy(Backoff backoff, std::function<double()> jitter)
    : backoff_(backoff), jitter_(std::move(jitter)) {}

ConnectionAction ReconnectPolicy::next(const ConnectionEvent& event) {
  if (event.age >= backoff_.proven) failures_ = 0;
  switch (event.kind) {
    case Kind::hello: return {.next = Next::serve};
    case Kind::announced: return after_announcement(event);
    case Kind::ended: return {.next = Next::dial, .wait = backed_off(milliseconds{0})};
    case Kind::failed: return after_failure(event.error.value_or(Error{}));
  }
  return {.next = Next::serve};
}

ConnectionAction ReconnectPolicy::after_announcement(const ConnectionEvent& event) {
  switch (event.reason) {
    case Disconnect::Reason::too_many:
      return {.next = Next::close_then_dial, .wait = backed_off(backoff_.crowded)};
    case Disconnect::Reason::switched_off:
      return {.next = Next::close_then_dial, .wait = backed_off(backoff_.switched_off)};
    case Disconnect::Reason::refresh: break;
  }
  // Routine: the successor comes first. Only where Slack replaces us over and over we slow down.
  if (event.age >= backoff_.proven) return {.next = Next::dial};
  return {.next = Next::dial, .wait = backed_off(milliseconds{0})};
}

ConnectionAction ReconnectPolicy::after_failure(const Error& error) {
  if (error.kind == ErrorKind::refused) return {.next = Next::stop};
  return {.next = Next::dial,
          .wait = backed_off(error.retry_after.value_or(std::chrono::seconds{0}))};
}

milliseconds ReconnectPolicy::backed_off(milliseconds at_least) {
  const int doublings = std::min(failures_++, 20);
  const auto whole = std::min<milliseconds>(backoff_.first * (1LL << doublings), backoff_.longest);
  return at_least + std::chrono::duration_cast<milliseconds>(whole * (0.5 + 0.5 * jitter_()));
}

}  // namespace latchkey::slack
