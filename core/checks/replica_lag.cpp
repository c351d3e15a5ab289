#include "core/checks/replica_lag.hpp"

#include <chrono>

namespace latchkey {
namespace {

/// Less does not change an answer that is read by a person.
constexpr std::chrono::minutes k_worth_saying{1};

Finding behind(const Service& service, std::chrono::seconds age, TimePoint now) {
  return Finding{
      .check = "replica_lag",
      .status = Status::info,
      .summary = service.name + " is read from a replica whose newest change is " +
                 format_age(age) + " old: what happened there since may be missing here.",
      .evidence = {{service.name, now - age, "newest change that has reached the replica", ""}}};
}

}  // namespace

CheckResult replica_lag(const Evidence& evidence) {
  CheckResult result;
  for (const auto& service : evidence.services) {
    if (!service.accounts || !service.accounts->behind) continue;
    const auto age = *service.accounts->behind;
    if (age > k_worth_saying) {
      result.findings.push_back(behind(service.service, age, evidence.now));
    }
  }
  return result;
}

}  // namespace latchkey
