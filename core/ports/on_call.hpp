#pragma once

#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace latchkey {

/// Somebody who is on call, as the on-call system knows them.
struct OnCallPerson {
  std::string id;
  std::string name;
  /// The login address there. May be empty.
  std::string email = {};
  /// The person's page there. May be empty.
  std::string link = {};
};

/// Who is on call, by a system that has schedules.
class OnCall {
 public:
  virtual ~OnCall() = default;

  /// Everybody who is on call at this moment, each once. "Nobody" is an answer, an empty one.
  virtual boost::asio::awaitable<Expected<std::vector<OnCallPerson>>> on_call_now() = 0;
};

}  // namespace latchkey
