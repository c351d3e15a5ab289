#include "core/addresses/domain_spellings.hpp"

#include "core/addresses/domain_relation.hpp"
#include "core/addresses/mailbox_provider.hpp"

#include <algorithm>
#include <array>

namespace latchkey {
namespace {

constexpr std::size_t k_domains_max = 80;
constexpr double k_meant_provider = 0.05;
constexpr double k_same_mailbox_domain = 0.5;
constexpr double k_same_provider_domain = 1.4;
constexpr double k_slip = 1.8;
constexpr double k_above_sub_domain = 0.6;
constexpr double k_com = 1.0;
constexpr double k_other_top_level = 1.5;
constexpr double k_sub_domain = 2.2;
/// Each further one of a list is a little less likely than the one before.
constexpr double k_next_domain = 0.03;

constexpr auto k_top_levels = std::to_array<std::string_view>(
    {"com",   "net", "org",    "de", "co.uk", "eu",    "fr",     "io",     "us",
     "nl",    "ch",  "at",     "es", "it",    "be",    "se",     "dk",     "no",
     "fi",    "pl",  "cz",     "ca", "in",    "co.in", "com.br", "com.au", "jp",
     "co.jp", "cn",  "com.cn", "ie", "pt",    "ru",    "hu",     "gr",     "com.mx"});
constexpr auto k_sub_domains =
    std::to_array<std::string_view>({"mail", "eu", "us", "uk", "de", "corp"});

void of_provider(std::string_view asked, const MailboxProvider& provider,
                 std::vector<DomainSpelling>& into) {
  double unlikelihood = provider.one_mailbox ? k_same_mailbox_domain : k_same_provider_domain;
  for (const auto domain : domains_of(provider)) {
    into.push_back({std::string{domain}, unlikelihood});
    unlikelihood += k_next_domain;
  }
  unlikelihood = k_slip;
  for (auto& slip : usual_slips(asked)) {
    into.push_back({std::move(slip), unlikelihood});
    unlikelihood += k_next_domain;
  }
}

void of_organisation(std::string_view asked, std::vector<DomainSpelling>& into) {
  const std::string registered{registered_domain(asked)};
  const std::string name{organisation_of(asked)};
  into.push_back({registered, k_above_sub_domain});
  double unlikelihood = k_other_top_level;
  for (const auto top : k_top_levels) {
    into.push_back({name + "." + std::string{top}, top == "com" ? k_com : unlikelihood});
    unlikelihood += k_next_domain;
  }
  if (registered != asked) return;
  for (const auto below : k_sub_domains) {
    into.push_back({std::string{below} + "." + registered, k_sub_domain});
  }
}

}  // namespace

std::vector<DomainSpelling> domain_spellings(std::string_view asked) {
  std::vector<DomainSpelling> all{{std::string{asked}, 0}};
  const auto meant = meant_domain(asked);
  const auto* provider = mailbox_provider(meant.empty() ? asked : meant);
  if (!meant.empty()) all.push_back({std::string{meant}, k_meant_provider});
  if (provider != nullptr) {
    of_provider(meant.empty() ? asked : meant, *provider, all);
  } else {
    of_organisation(asked, all);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.unlikelihood < b.unlikelihood; });
  std::vector<DomainSpelling> found;
  for (auto& one : all) {
    const bool again = std::any_of(found.begin(), found.end(),
                                   [&](const auto& other) { return other.domain == one.domain; });
    if (!again && found.size() < k_domains_max) found.push_back(std::move(one));
  }
  return found;
}

}  // namespace latchkey
