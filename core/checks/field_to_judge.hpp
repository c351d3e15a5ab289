#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

#include <optional>
#include <string>

namespace latchkey {

/// What a check says of one field of the asked address's own account where it cannot judge it:
///
///   account directory did not answer     unanswered, with its reason
///   the service has no such field        not applicable, where the directory can tell
///   no account has the address           not applicable: other_addresses says so
///   the field could not be read          unanswered
///
/// Nothing where there is an account whose field was read.
template <class T>
std::optional<CheckResult> nothing_to_judge(const Evidence& evidence, const std::string& check,
                                            Field<T> Account::*field, const std::string& column) {
  const auto& here = evidence.diagnosed();
  const auto& service = here.service.name;
  if (!here.accounts) return CheckResult{{could_not_ask(check, here.accounts.error())}};
  const auto account = account_of(here, evidence.asked);
  const auto& value = (account ? *account : here.accounts->shape).*field;
  const bool lacks_it = !value.exists() && (account || here.accounts->shape_known);
  if (lacks_it) return CheckResult{{}, NotApplicable{check, service + " has no " + column}};
  if (!account) return CheckResult{{}, no_account_to_judge(check, service)};
  if (!value.was_read()) return CheckResult{{could_not_read(check, service, column)}};
  return std::nullopt;
}

}  // namespace latchkey
