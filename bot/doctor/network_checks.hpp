#pragma once

#include "bot/doctor/check.hpp"
#include "core/base/error.hpp"

#include <string>

namespace latchkey::doctor {

/// What keeps this program from the network, with what to do about it. `problem` is a line that the
/// program would not start with: the configuration's key, or the environment's variable, and why it
/// cannot be used ("tls.ca_file /etc/ca.pem: No such file or directory").
Check judge_network_problem(const std::string& problem);

/// Why nobody was asked where there is such a line.
Error network_unusable();

}  // namespace latchkey::doctor
