#include "tests/scenarios/stage.hpp"

namespace latchkey::scenarios {

harness::PortalApp& empty_portal() {
  static harness::PortalApp portal;
  portal.execute("DELETE FROM customers");
  return portal;
}

void Stage::start_bot() {
  bot_.start();
  sandbox.wait_for_bot(true);
}

int Stage::restart_bot(int signal) {
  const int status = bot_.end(signal);
  sandbox.wait_for_bot(false);
  start_bot();
  return status;
}

}  // namespace latchkey::scenarios
