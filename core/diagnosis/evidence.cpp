#include "core/diagnosis/evidence.hpp"

#include <algorithm>
#include <iterator>

namespace latchkey {

std::vector<Account> accounts_of(const ServiceEvidence& evidence, const EmailAddress& address) {
  std::vector<Account> found;
  if (!evidence.accounts) return found;
  const auto& rows = evidence.accounts->rows;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
               [&](const Account& row) { return has_address(row, address); });
  return found;
}

}  // namespace latchkey
