#pragma once

#include "tests/laboratory/laboratory.hpp"
#include "tests/scenarios/conversation.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace latchkey::laboratory {

/// People who do it again where Slack says that it did not reach the app, or the bot that it could
/// not do it. What was acknowledged and is not answered, or is answered with what is not so, throws
/// or fails the test.
class InsistentConversation final : public scenarios::Conversation {
 public:
  InsistentConversation(Laboratory& laboratory, const scenarios::Team& who,
                        scenarios::Sandbox& page);

  /// As many, or fewer by the presses that are reported as "not certain".
  void expect_mails(const std::string& to, const std::string& kind, std::size_t count) override;

 protected:
  scenarios::SeenMessage carry_through(const scenarios::Deed& deed) override;

 private:
  enum class Fate { on_its_way, lost, acknowledged };
  using SteadyTime = std::chrono::steady_clock::time_point;

  /// What came of doing it once; nothing where it has to be done again.
  std::optional<scenarios::SeenMessage> attempt(const scenarios::Deed& deed, SteadyTime until);
  [[nodiscard]] Fate fate_of(std::size_t delivery);
  [[nodiscard]] bool is_overdue(SteadyTime acknowledged_at) const;

  Laboratory& laboratory_;
  std::size_t uncertain_presses_ = 0;
  /// Of what has not been acknowledged yet, however often it was done again.
  std::optional<SteadyTime> trying_since_;
};

}  // namespace latchkey::laboratory
