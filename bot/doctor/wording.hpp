#pragma once

#include "bot/doctor/check.hpp"
#include "core/base/error.hpp"

#include <string>
#include <string_view>

namespace latchkey::doctor {

/// The error as a detail: without the system's name, which stands beside it, and without the
/// promise that nothing was sent (a doctor sends nothing). The other side's own words follow in
/// brackets.
std::string detail_of(std::string_view system, const Error& error);

/// The step that helps with this kind of failure whatever the system; `address` is where it was
/// asked. Empty where what helps depends on the system.
std::string usual_step(const Error& error, const std::string& address);

/// `usual_step`, or this one where there is none.
std::string step_for(const Error& error, const std::string& address, const std::string& own_step);

/// What is to be said of something that was not tried because its secret is missing.
Check not_tried(const std::string& system, const std::string& name, const Error& missing);

}  // namespace latchkey::doctor
