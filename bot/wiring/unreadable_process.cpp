#include "bot/wiring/unreadable_process.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace latchkey {

void make_process_unreadable() {
  // prctl(2): such a process leaves no core, cannot be traced, and its /proc/PID belongs to root.
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  // Should the first be undone, as by a change of the user.
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

}  // namespace latchkey
