#include "core/addresses/look_alikes.hpp"

#include "core/addresses/domain_relation.hpp"
#include "core/addresses/domain_spellings.hpp"
#include "core/addresses/local_part.hpp"
#include "core/addresses/local_spellings.hpp"
#include "core/addresses/role_words.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace latchkey {
namespace {

constexpr std::size_t k_look_alikes_max = 640;
/// Other domains are tried with the likelier local parts only, unlikely ones with very few.
constexpr std::size_t k_locals_elsewhere = 24;
constexpr std::size_t k_locals_far_away = 4;
constexpr double k_far_away = 0.8;

/// The mailbox of a task is nobody's at another domain, but for one that means the same.
bool is_task(const EmailAddress& address) {
  const auto words = take_apart(address.local_part()).words;
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return is_role_word(word); });
}

}  // namespace

std::vector<EmailAddress> look_alikes(const EmailAddress& asked) {
  const auto locals = local_spellings(asked.local_part(), k_look_alikes_max);
  auto domains = domain_spellings(asked.domain());
  if (is_task(asked)) {
    std::erase_if(domains, [&](const DomainSpelling& other) {
      return domain_relation(asked.domain(), other.domain) > DomainRelation::mistyped_provider;
    });
  }
  std::vector<EmailAddress> homes;
  homes.reserve(domains.size());  // the candidates refer to them
  struct Candidate {
    const std::string* local;
    const EmailAddress* home;
    double unlikelihood;
  };
  std::vector<Candidate> candidates;
  for (const auto& [domain, elsewhere] : domains) {
    auto home = EmailAddress::parse("a@" + domain);
    if (!home) continue;
    homes.push_back(*std::move(home));
    const bool same = domain == asked.domain();
    const auto elsewhere_at_most = elsewhere > k_far_away ? k_locals_far_away : k_locals_elsewhere;
    const auto count = same ? locals.size() : std::min(locals.size(), elsewhere_at_most);
    for (std::size_t i = 0; i < count; ++i) {
      candidates.push_back({&locals[i].text, &homes.back(), locals[i].unlikelihood + elsewhere});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.unlikelihood < b.unlikelihood; });
  std::vector<EmailAddress> spellings;
  spellings.reserve(std::min(candidates.size() + 1, k_look_alikes_max));
  spellings.push_back(asked);
  for (const auto& candidate : candidates) {
    if (spellings.size() == k_look_alikes_max) break;
    auto spelling = candidate.home->with_local_part(*candidate.local);
    if (spelling && *spelling != asked) spellings.push_back(*std::move(spelling));
  }
  return spellings;
}

}  // namespace latchkey
