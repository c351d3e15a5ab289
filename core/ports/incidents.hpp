#pragma once

#include "core/base/expected.hpp"
#include "core/escalation/incident.hpp"
#include "core/ports/on_call.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace latchkey {

/// What an on-call system is to be told.
struct IncidentOrder {
  /// The same order always has the same key, and nothing else has it.
  std::string key;
  /// Opaque: it travels through pagers and mails, so nothing of a customer stands in it.
  std::string title;
  std::string details;
};

/// An incident as that system has it now.
struct IncidentNow {
  std::string id;
  std::string link;
  IncidentStatus status = IncidentStatus::triggered;
  /// Whom it calls at present.
  std::vector<OnCallPerson> assigned = {};
  std::vector<OnCallPerson> acknowledged_by = {};
};

/// Incidents in an on-call system, which then calls people by its own levels.
class Incidents {
 public:
  virtual ~Incidents() = default;

  /// Opens it, or gives the open one of the same key: repeating an order is safe.
  virtual boost::asio::awaitable<Expected<IncidentNow>> open_incident(IncidentOrder order) = 0;

  /// `not_found` where there is none of this id.
  virtual boost::asio::awaitable<Expected<IncidentNow>> find_incident(std::string id) = 0;

  /// To `acknowledged` or `resolved`; one that is there already is left as it is.
  virtual boost::asio::awaitable<Expected<void>> set_incident(std::string id,
                                                              IncidentStatus status) = 0;

  /// Nobody has it any more: that system calls its people again, from their first level on. Gives
  /// it as it is then; one that is not acknowledged is left as it is.
  virtual boost::asio::awaitable<Expected<IncidentNow>> hand_back(std::string id) = 0;
};

}  // namespace latchkey
