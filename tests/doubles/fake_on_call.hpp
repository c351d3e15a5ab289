#pragma once

#include "core/ports/on_call.hpp"

#include <vector>

namespace latchkey::doubles {

/// A schedule whose answer the test sets.
class FakeOnCall final : public OnCall {
 public:
  using People = std::vector<OnCallPerson>;
  Expected<People> answer = People{};

  boost::asio::awaitable<Expected<People>> on_call_now() override { co_return answer; }
};

}  // namespace latchkey::doubles
