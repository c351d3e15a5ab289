#pragma once

#include "tests/laboratory/laboratory.hpp"

#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace latchkey::laboratory {

/// Something that goes wrong around the bot, and after some seconds does not any more.
struct Fault {
  /// As it is asked for on the command line.
  std::string name;
  /// Does the harm, while all the conversations are held. What it does to lines is undone after it.
  void (*harm)(Laboratory& laboratory);
  /// Before the bot is started. Throws Impossible.
  Surroundings (*prepare)() = [] { return Surroundings{}; };
  /// What this one fault must not have led to; throws or fails the test.
  void (*afterwards)(Laboratory& laboratory) = [](Laboratory&) {};
  /// The exit status with which the bot may give up, to be started again by whoever looks after it.
  std::optional<int> may_end_with = {};

  friend void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }
};

/// This machine does not allow it; the words say why.
class Impossible : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Between the bot and Slack's side: cut, delay, half_open, corrupt, reorder, slow_reader.
std::vector<Fault> line_faults();
/// Of Slack itself: disconnect_storm, rate_limit_storm, api_outage.
std::vector<Fault> slack_faults();
/// Of the machine: process_kill, disk_full, clock_jumps.
std::vector<Fault> machine_faults();
/// Of other systems: replica_hangs.
std::vector<Fault> upstream_faults();

/// Of three bots that share a PostgreSQL: any_of_three_killed, stopped_beyond_its_lease,
/// database_crashes, database_restarts, standby_promoted.
std::vector<Fault> replica_faults();

/// How long a fault lasts; what happens meanwhile is up to the bot.
void last_for(std::chrono::milliseconds time);

}  // namespace latchkey::laboratory
