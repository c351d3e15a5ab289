#pragma once

#include "bot/sessions/due_work.hpp"
#include "core/base/clock.hpp"
#include "core/ports/escalations.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace latchkey {

/// Sees that what an escalation needs is done when it is time, also after a restart (see
/// `DueWork`): at once after a press, when nobody took it in time, and while an incident is open.
/// One escalation is worked on by one at a time. It goes before the executor's context ends; all
/// references outlive it.
class EscalationClock {
 public:
  /// Does what is to be done and keeps when something is next.
  using Tend = std::function<boost::asio::awaitable<void>(Escalation)>;

  /// `look_every`: where other processes take presses, too, whose escalations are ours.
  EscalationClock(boost::asio::any_io_executor executor, Escalations& escalations,
                  const Clock& clock, Tend tend,
                  std::optional<std::chrono::milliseconds> look_every = {});

  /// As those of `DueWork`.
  void wake() { work_.wake(); }
  void stop() { work_.stop(); }
  [[nodiscard]] std::size_t running() const { return work_.running(); }
  boost::asio::awaitable<void> idle() { return work_.idle(); }

 private:
  boost::asio::awaitable<Expected<std::vector<DueWork::Item>>> find(std::size_t most);
  boost::asio::awaitable<void> tend(Escalation escalation);
  boost::asio::awaitable<void> leave(Escalation escalation);

  Escalations& escalations_;
  Tend tend_;
  /// Ids of those that this process has begun with. An earlier one may have ended in the middle of
  /// the others, and have put them off until it would have been done.
  std::set<std::string> begun_;
  DueWork work_;
};

}  // namespace latchkey
