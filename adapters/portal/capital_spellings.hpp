#pragma once

#include "core/base/email_address.hpp"

#include <string>
#include <vector>

namespace latchkey::portal {

/// The address as people write it with capitals: Jane.Doe@acme.example, JANE.DOE@ACME.EXAMPLE,
/// jane.doe@ACME.example, Jane.doe@Acme.Example, and what these make together. A row that SQL wrote
/// so is one that its customer cannot sign in to, since Devise folds what is typed; other ways are
/// not found, for an index on the address as stored knows no letters without case.
std::vector<std::string> capital_spellings(const EmailAddress& address);

}  // namespace latchkey::portal
