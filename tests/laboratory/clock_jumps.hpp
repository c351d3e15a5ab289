#pragma once

#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/bot.hpp"

#include <chrono>
#include <filesystem>

namespace latchkey::laboratory {

/// A wall clock that one program goes by instead of the machine's (Debian's faketime); what it
/// measures durations with stays true. Throws Impossible where it cannot be had.
class JumpingClock {
 public:
  JumpingClock();

  /// For the program that is to go by it.
  [[nodiscard]] scenarios::Bot::Environment environment() const;
  /// So much ahead of the machine's clock, from now on.
  void set(std::chrono::minutes ahead) const;

 private:
  harness::TemporaryDirectory directory_;
  std::filesystem::path library_;
};

}  // namespace latchkey::laboratory
