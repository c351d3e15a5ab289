#include "core/addresses/other_accounts.hpp"

#include "core/addresses/likeness.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace latchkey {
namespace {

constexpr std::size_t k_shown_max = 5;
/// What an account is presented with at most where another one contends for the same address.
constexpr double k_contended = 0.7;

/// How many accounts of the same name at other providers are still worth showing.
constexpr std::ptrdiff_t k_elsewhere_at_most = 2;

/// An account that may be the asked person's.
struct Candidate {
  const ServiceEvidence* service;
  const Account* row;
  EmailAddress address;
  Likeness likeness;
};

std::string name_on(const Account& row) {
  return row.name.value().value_or("");
}

/// The asked person's name, from an account with the asked address: best from the service itself.
std::string own_name(const Evidence& evidence, const ServiceEvidence& service) {
  if (const auto own = account_of(service, evidence.asked); own && !name_on(*own).empty()) {
    return name_on(*own);
  }
  for (const auto& elsewhere : evidence.services) {
    const auto own = account_of(elsewhere, evidence.asked);
    if (own && !name_on(*own).empty()) return name_on(*own);
  }
  return "";
}

/// By the most alike of the row's addresses.
std::optional<Candidate> candidate(const Evidence& evidence, const ServiceEvidence& service,
                                   const Account& row, const std::string& own) {
  std::optional<Candidate> best;
  auto addresses = row.secondary_emails;
  addresses.insert(addresses.begin(), row.email);
  for (const auto& text : addresses) {
    const auto address = EmailAddress::parse(text);
    if (!address) continue;
    auto found = likeness(evidence.asked, own, *address, name_on(row));
    if (found.score < k_possibly_same_person) continue;
    if (best && found.score <= best->likeness.score) continue;
    best = Candidate{&service, &row, *address, std::move(found)};
  }
  return best;
}

bool is_ambiguous(const Candidate& one) {
  return std::any_of(one.likeness.changes.begin(), one.likeness.changes.end(), [](Change change) {
    return change == Change::initials || change == Change::number;
  });
}

bool contend(const Candidate& a, const Candidate& b) {
  if (a.row == b.row || a.service != b.service) return false;
  if (!is_ambiguous(a) || !is_ambiguous(b)) return false;
  return likeness(a.address, name_on(*a.row), b.address, name_on(*b.row)).score <
         k_possibly_same_person;
}

void doubt_contended(std::vector<Candidate>& candidates) {
  std::vector<bool> contended(candidates.size(), false);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      if (contend(candidates[i], candidates[j])) contended[i] = contended[j] = true;
    }
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    auto& score = candidates[i].likeness.score;
    if (contended[i]) score = std::min(score, k_contended);
  }
}

bool is_elsewhere(const Candidate& one) {
  const auto& changes = one.likeness.changes;
  return std::find(changes.begin(), changes.end(), Change::other_provider) != changes.end();
}

/// A name that has accounts at several other providers is a frequent one: whose these are, nothing
/// tells.
void leave_out_frequent_name(std::vector<Candidate>& candidates) {
  const auto elsewhere = std::count_if(candidates.begin(), candidates.end(), is_elsewhere);
  if (elsewhere > k_elsewhere_at_most) std::erase_if(candidates, is_elsewhere);
}

OtherAccount presented(const Candidate& one) {
  const auto& service = one.service->service;
  return {.service = service.name,
          .email = one.row->email,
          .reason = one.likeness.reason(),
          .score = one.likeness.score,
          .state = state_of(*one.row),
          .subscription = one.row->subscription.value().value_or(""),
          .link = account_page(service, *one.row),
          .explanation = one.likeness.explanation()};
}

}  // namespace

std::vector<OtherAccount> other_accounts(const Evidence& evidence) {
  std::vector<Candidate> candidates;
  for (const auto& service : evidence.services) {
    if (!service.accounts) continue;
    const auto own = own_name(evidence, service);
    for (const auto& row : service.accounts->rows) {
      if (has_address(row, evidence.asked)) continue;
      if (auto one = candidate(evidence, service, row, own)) candidates.push_back(*std::move(one));
    }
  }
  doubt_contended(candidates);
  leave_out_frequent_name(candidates);

  const auto key = [&](const Candidate& one) {
    const bool elsewhere = one.service != &evidence.diagnosed();
    return std::tuple{-one.likeness.score, elsewhere, one.service->service.name, one.row->email,
                      one.row->id};
  };
  std::sort(candidates.begin(), candidates.end(),
            [&](const Candidate& a, const Candidate& b) { return key(a) < key(b); });
  std::vector<OtherAccount> found;
  for (std::size_t i = 0; i < std::min(candidates.size(), k_shown_max); ++i) {
    found.push_back(presented(candidates[i]));
  }
  return found;
}

}  // namespace latchkey
