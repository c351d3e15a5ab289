#pragma once

#include <string>

namespace latchkey::slack {

/// Who we are in Slack, from `auth.test`: needed to overlook our own messages, and to tell our
/// workspace from others.
struct Identity {
  std::string user = {};
  std::string bot = {};
  std::string team = {};
  std::string enterprise = {};
};

}  // namespace latchkey::slack
