#include "core/diagnosis/evidence.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace latchkey {
namespace {

/// 0 where a sign-in surely finds the row by this address; larger where it may not.
int distance(const Account& row, const EmailAddress& address) {
  if (row.email == address.full()) return 0;
  const auto primary = EmailAddress::parse(row.email);
  return primary && *primary == address ? 1 : 2;
}

}  // namespace

std::vector<Account> accounts_of(const ServiceEvidence& evidence, const EmailAddress& address) {
  std::vector<Account> found;
  if (!evidence.accounts) return found;
  const auto& rows = evidence.accounts->rows;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
               [&](const Account& row) { return has_address(row, address); });
  return found;
}

std::optional<Account> account_of(const ServiceEvidence& evidence, const EmailAddress& address) {
  const auto rows = accounts_of(evidence, address);
  const auto key = [&](const Account& row) {
    return std::tuple{distance(row, address), row.id, row.email};
  };
  const auto best =
      std::min_element(rows.begin(), rows.end(),
                       [&](const Account& a, const Account& b) { return key(a) < key(b); });
  if (best == rows.end()) return std::nullopt;
  return *best;
}

std::optional<Account> awaiting_account(const ServiceEvidence& evidence,
                                        const EmailAddress& address) {
  std::optional<Account> found;
  if (!evidence.accounts) return found;
  for (const auto& row : evidence.accounts->rows) {
    if (!awaits_address(row, address) || has_address(row, address)) continue;
    if (!found || std::tie(row.id, row.email) < std::tie(found->id, found->email)) found = row;
  }
  return found;
}

}  // namespace latchkey
