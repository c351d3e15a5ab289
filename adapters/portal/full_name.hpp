#pragma once

#include "core/diagnosis/field.hpp"

#include <string>

namespace latchkey::portal {

/// First and last name as one, for services that keep them apart: with a space between where both
/// have one, empty where neither has, unreadable where one that exists could not be read.
Field<std::string> full_name(const Field<std::string>& first, const Field<std::string>& last);

}  // namespace latchkey::portal
