#pragma once

#include "tests/bench/peers/endpoint/envelopes.hpp"
#include "tests/bench/peers/endpoint/steady_time.hpp"

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace latchkey::bench {

/// What became of one envelope. Times; 0: it did not happen (yet).
struct Fate {
  /// When it was to leave; it may have left later, which counts as the client's time.
  Nanoseconds due = 0;
  Nanoseconds sent = 0;
  Nanoseconds acked = 0;
  /// Its first message stood in the channel.
  Nanoseconds posted = 0;
  /// The last reply of its answer, which has the buttons, stood in the thread.
  Nanoseconds diagnosed = 0;
  /// Where it was delivered last; 0: nowhere, as there was no connection.
  std::uint32_t socket = 0;
  std::uint16_t deliveries = 0;
  std::uint16_t posts = 0;
  std::uint16_t private_answers = 0;
  /// Its last delivery went to the connection of a process that was killed.
  bool in_ghost = false;
  /// It waits for no more: its place in the window is somebody else's.
  bool is_settled = false;

  [[nodiscard]] bool is_answered() const { return posts > 0 || private_answers > 0; }
};

/// The envelopes of one load, numbered from `first` on.
class Ledger {
 public:
  void begin(Number first);

  /// The next envelope.
  Fate& add();
  /// Null where it belongs to an earlier load.
  Fate* find(Number number);

  /// Notes a reply in a thread. A step of a job that is posted twice was doubled.
  void note_step(const std::string& thread_and_metadata);

  [[nodiscard]] Number first() const { return first_; }
  [[nodiscard]] const std::vector<Fate>& fates() const { return fates_; }
  [[nodiscard]] std::vector<Fate>& fates() { return fates_; }
  [[nodiscard]] std::uint64_t doubled_steps() const { return doubled_steps_; }

 private:
  Number first_ = 0;
  std::vector<Fate> fates_;
  std::unordered_set<std::string> steps_;
  std::uint64_t doubled_steps_ = 0;
};

}  // namespace latchkey::bench
