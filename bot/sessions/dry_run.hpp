#pragma once

#include "core/diagnosis/service.hpp"
#include "core/remedies/remedy.hpp"

#include <string>

namespace latchkey {

/// What `dry_run` keeps a remedy from doing, in a sentence that says what would go where.
std::string would_do(RemedyId remedy, const Service& site);

}  // namespace latchkey
