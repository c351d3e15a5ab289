// pinned_start CORE PROGRAM ARGUMENTS…: becomes the program, on that core alone, and says just
// before at which time it did, so that a start can be measured from its first moment.
#include "tests/bench/peers/endpoint/steady_time.hpp"

#include <sched.h>
#include <unistd.h>

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

/// CORE counts the cores that we may use, and wraps: a container may own others than 0 and 1.
bool pin_to(int core) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return false;
  int place = core % CPU_COUNT(&allowed);
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (!CPU_ISSET(cpu, &allowed) || place-- > 0) continue;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    return sched_setaffinity(0, sizeof one, &one) == 0;
  }
  return false;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "usage: pinned_start CORE PROGRAM [ARGUMENT…]\n";
    return 2;
  }
  try {
    if (!pin_to(std::stoi(arguments[1]))) throw std::runtime_error("no core to run on");
    std::cerr << "pinned_start: " << latchkey::bench::steady_now() << std::endl;
    execvp(arguments[2], arguments + 2);
    throw std::runtime_error(std::string{arguments[2]} + " cannot be run");
  } catch (const std::exception& error) {
    std::cerr << "pinned_start: " << error.what() << "\n";
    return 1;
  }
}
