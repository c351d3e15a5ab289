#include "core/diagnosis/identity_provider.hpp"

#include <string>
#include <string_view>

namespace latchkey {
namespace {

/// Letters and digits only, in lower case: "GitLab.com" and "gitlab_com" are "gitlabcom".
std::string bare(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

bool names(std::string_view provider, std::string_view service) {
  const auto whole = bare(provider);
  return !whole.empty() &&
         (whole == bare(service) || whole == bare(service.substr(0, service.find('.'))));
}

}  // namespace

const ServiceEvidence* identity_provider(const Evidence& evidence) {
  const auto account = account_of(evidence.diagnosed(), evidence.asked);
  if (!account || !signs_in_through_provider(*account)) return nullptr;
  for (std::size_t i = 1; i < evidence.services.size(); ++i) {
    const auto& there = evidence.services[i];
    if (names(*account->provider.value(), there.service.name)) return &there;
  }
  return nullptr;
}

}  // namespace latchkey
