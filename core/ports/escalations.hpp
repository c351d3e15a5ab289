#pragma once

#include "core/base/expected.hpp"
#include "core/escalation/escalation.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// The calls for help, with the errors and promises of `Journal`.
class Escalations {
 public:
  virtual ~Escalations() = default;

  /// Begins it, unless one is open in its thread: there is at most one, decided in one transaction,
  /// so that two people who escalate at once call nobody twice. Gives the one that is open now,
  /// which is this one where the ids are the same, also when it was begun before.
  virtual boost::asio::awaitable<Expected<Escalation>> begin_escalation(Escalation escalation) = 0;

  virtual boost::asio::awaitable<Expected<std::optional<Escalation>>> find_escalation(
      std::string id) = 0;

  /// The newest one of this thread, open or not.
  virtual boost::asio::awaitable<Expected<std::optional<Escalation>>> newest_escalation(
      std::string channel, std::string thread) = 0;

  /// Keeps it and counts its version up, where nobody has changed it since it was read. False:
  /// somebody has, and nothing was kept.
  virtual boost::asio::awaitable<Expected<bool>> change_escalation(Escalation escalation) = 0;

  /// Those that have something to be done (`Escalation::look_at`), in the order of their time. What
  /// another process looks after (replicas.hpp) is not among them; these this one does from here
  /// on, as those that it began.
  virtual boost::asio::awaitable<Expected<std::vector<Escalation>>> escalations_to_look_at(
      std::size_t most) = 0;
};

}  // namespace latchkey
