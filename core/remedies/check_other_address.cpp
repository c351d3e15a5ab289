#include "core/remedies/check_other_address.hpp"

#include "core/addresses/mailed_look_alikes.hpp"
#include "core/addresses/other_accounts.hpp"

namespace latchkey {

const OtherAccount* account_to_check(const std::vector<OtherAccount>& others,
                                     const std::string& diagnosed) {
  const OtherAccount* best = nullptr;
  for (const auto& other : others) {
    if (other.service != diagnosed || other.score < k_same_person) continue;
    if (!other.subscription.empty()) return &other;
    if (!best) best = &other;
  }
  if (best || others.empty()) return best;
  return &others.front();
}

std::optional<EmailAddress> address_to_check(const Evidence& evidence,
                                             const std::vector<OtherAccount>& others) {
  if (const auto* account = account_to_check(others, evidence.diagnosed().service.name)) {
    const auto address = EmailAddress::parse(account->email);
    return address ? std::optional{*address} : std::nullopt;
  }
  const auto mailed = mailed_look_alikes(evidence, others);
  return mailed.empty() ? std::nullopt : std::optional{mailed.front().address};
}

}  // namespace latchkey
