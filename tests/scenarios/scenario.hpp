#pragma once

#include "tests/scenarios/conversation.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace latchkey::scenarios {

/// A conversation from the first word to what comes of it. It expects what must hold whatever
/// happens around it: a bot that is killed, or a network that is not there for a while.
struct Scenario {
  std::string name;
  void (*plot)(Conversation& chat);

  friend void PrintTo(const Scenario& scenario, std::ostream* out) { *out << scenario.name; }
};

std::vector<Scenario> four_reasons();
std::vector<Scenario> who_may_press();
std::vector<Scenario> one_mail();
std::vector<Scenario> lifted_suppressions();
std::vector<Scenario> other_address();

}  // namespace latchkey::scenarios
