#include "core/addresses/likeness.hpp"

#include "core/addresses/domain_relation.hpp"
#include "core/addresses/local_part.hpp"
#include "core/addresses/mailbox_provider.hpp"
#include "core/addresses/name_match.hpp"
#include "core/addresses/name_verdict.hpp"
#include "core/addresses/role_words.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace latchkey {
namespace {

/// Nobody is sure before the customer says so.
constexpr double k_as_alike_as_can_be = 0.98;
constexpr double k_one_mailbox = 0.99;
constexpr double k_tag = 0.03;
/// Two tags are often two sign-ups on purpose.
constexpr double k_two_tags = 0.10;
constexpr double k_number = 0.12;
/// jane.doe1 and jane.doe2 are numbered because they are two people.
constexpr double k_other_number = 0.40;
/// At a provider for everybody, whoever has the same initial or number may be anybody.
constexpr double k_anybody = 0.16;
constexpr double k_one_name_contradicts = 0.30;
constexpr double k_both_names_contradict = 0.45;
/// How much of what the addresses leave open the same first name and surname make up for.
constexpr double k_names_agree = 0.20;
constexpr double k_names_agree_at_most = 0.93;
/// Names agree with namesakes, too: only where the domain says that it is the same house.
constexpr double k_same_house = 0.12;
/// "jane" on her own is many people's mailbox elsewhere.
constexpr double k_few_letters_elsewhere = 0.20;
constexpr std::size_t k_distinct_letters = 8;

/// The changes that have been found, each with what it costs.
struct Costs {
  std::vector<std::pair<double, Change>> all;
  double sum = 0;

  void add(double cost, Change change) {
    sum += cost;
    all.emplace_back(cost, change);
  }
};

struct DomainCost {
  double cost = 0;
  std::optional<Change> change = {};
};

bool leaves_person_open(const std::vector<std::pair<double, Change>>& changes) {
  return std::any_of(changes.begin(), changes.end(), [](const auto& cost_and_change) {
    const auto change = cost_and_change.second;
    return change == Change::initials || change == Change::number || change == Change::surname;
  });
}

DomainCost domain_cost(DomainRelation relation) {
  switch (relation) {
    case DomainRelation::same: return {};
    case DomainRelation::same_mailbox: return {0.01, Change::provider_alias};
    case DomainRelation::mistyped_provider: return {0.03, Change::provider_typo};
    case DomainRelation::sub_domain: return {0.06, Change::organisation_domain};
    case DomainRelation::other_top_level: return {0.08, Change::organisation_domain};
    case DomainRelation::mistyped: return {0.10, Change::domain_typo};
    case DomainRelation::same_provider: return {0.25, Change::provider_alias};
    case DomainRelation::other_provider: return {0.42, Change::other_provider};
    case DomainRelation::unrelated: return {1, std::nullopt};
  }
  return {1, std::nullopt};
}

bool is_mailbox_of_task(const LocalPart& local) {
  return std::any_of(local.words.begin(), local.words.end(),
                     [](const std::string& word) { return is_role_word(word); });
}

/// Is it one mailbox by the provider's own rules?
bool one_mailbox(const EmailAddress& asked, const LocalPart& a, const EmailAddress& other,
                 const LocalPart& b, DomainRelation relation) {
  const auto* provider = mailbox_provider(asked.domain());
  if (provider == nullptr || provider != mailbox_provider(other.domain())) return false;
  if (relation != DomainRelation::same && relation != DomainRelation::same_mailbox) return false;
  const auto without_dots = [](const EmailAddress& address, const LocalPart& parts) {
    std::string text{address.local_part()};
    text.resize(text.size() - parts.tag.size());
    std::erase(text, '.');
    return text;
  };
  return provider->ignores_dots && without_dots(asked, a) == without_dots(other, b);
}

void add_number(Costs& costs, const std::string& a, const std::string& b) {
  if (a == b) return;
  costs.add(a.empty() || b.empty() ? k_number : k_other_number, Change::number);
}

void add_tag(Costs& costs, const std::string& a, const std::string& b) {
  if (a == b) return;
  costs.add(a.empty() || b.empty() ? k_tag : k_two_tags, Change::plus_tag);
}

/// Of what costs the same together, these say least.
bool says_little(Change change) {
  return change == Change::separator || change == Change::name_order;
}

/// The dearest first: it is what tells most.
std::vector<Change> by_weight(Costs costs) {
  std::stable_sort(costs.all.begin(), costs.all.end(), [](const auto& a, const auto& b) {
    return std::tuple{-a.first, says_little(a.second)} <
           std::tuple{-b.first, says_little(b.second)};
  });
  std::vector<Change> changes;
  for (const auto& [cost, change] : costs.all) note(changes, change);
  return changes;
}

Likeness judged(const Costs& costs, double from) {
  const double score = std::max(from - costs.sum, 0.0);
  return score > 0 ? Likeness{score, by_weight(costs)} : Likeness{};
}

Likeness judge(const EmailAddress& asked, const EmailAddress& other) {
  if (asked == other) return {1.0};
  const auto relation = domain_relation(asked.domain(), other.domain());
  const auto domain = domain_cost(relation);
  if (!domain.change && relation != DomainRelation::same) return {};
  const auto a = take_apart(asked.local_part());
  const auto b = take_apart(other.local_part());

  Costs costs;
  if (domain.change) costs.add(domain.cost, *domain.change);
  if (one_mailbox(asked, a, other, b, relation)) {
    if (a.words != b.words) costs.add(0, Change::provider_dots);
    add_tag(costs, a.tag, b.tag);
    return judged(costs, k_one_mailbox);
  }
  const bool same_words = a.words == b.words && a.number == b.number;
  const bool nameless = a.words.empty() || b.words.empty();
  if (nameless && (!same_words || a.number.empty())) return {};
  if (is_mailbox_of_task(a) || is_mailbox_of_task(b)) {
    // A task's mailbox is itself under a tag or another separator, and nobody else's.
    if (!same_words || relation > DomainRelation::mistyped_provider) return {};
  }
  if (a.words != b.words) {
    const auto names = match_names(a.words, b.words);
    if (!names) return {};
    costs.sum += names->cost;
    for (const auto change : names->changes) costs.all.emplace_back(names->cost, change);
  }
  add_number(costs, a.number, b.number);
  add_tag(costs, a.tag, b.tag);
  if (leaves_person_open(costs.all) && relation <= DomainRelation::mistyped_provider &&
      (mailbox_provider(asked.domain()) != nullptr ||
       mailbox_provider(other.domain()) != nullptr)) {
    costs.sum += k_anybody;
  }
  const bool distinct = a.words.size() > 1 || a.letters().size() >= k_distinct_letters;
  if (relation >= DomainRelation::same_provider && !distinct) {
    costs.sum += k_few_letters_elsewhere;
  }
  if (costs.all.empty()) costs.add(0, Change::separator);
  return judged(costs, k_as_alike_as_can_be);
}

/// A number or another domain is no matter of names: namesakes have the same ones.
bool leaves_names_open(const std::vector<Change>& changes) {
  return std::any_of(changes.begin(), changes.end(), [](Change change) {
    return change == Change::initials || change == Change::transliteration ||
           change == Change::short_name || change == Change::middle_name ||
           change == Change::surname;
  });
}

}  // namespace

std::string Likeness::reason() const {
  if (changes.empty()) return score > 0 ? "same" : "";
  return std::string{to_string(changes.front())};
}

std::string Likeness::explanation() const {
  if (changes.empty()) return score > 0 ? "same address" : "";
  std::string text = "same name";
  for (const auto change : changes) text += ", " + std::string{words_for(change)};
  return text;
}

Likeness likeness(const EmailAddress& asked, const EmailAddress& other) {
  // The same question in one order of the two: what is found first must not depend on who asks.
  return asked < other ? judge(asked, other) : judge(other, asked);
}

Likeness likeness(const EmailAddress& asked, std::string_view own_name, const EmailAddress& other,
                  std::string_view row_name) {
  auto found = likeness(asked, other);
  if (found.score <= 0) return found;
  switch (name_verdict(row_name, own_name, asked)) {
    case NameVerdict::silent: break;
    case NameVerdict::agrees: {
      const auto domain = domain_cost(domain_relation(asked.domain(), other.domain()));
      const bool open = leaves_names_open(found.changes);
      if (!open || domain.cost > k_same_house || found.score >= k_names_agree_at_most) break;
      found.score = std::min(found.score + k_names_agree, k_names_agree_at_most);
      break;
    }
    case NameVerdict::one_contradicts: found.score -= k_one_name_contradicts; break;
    case NameVerdict::both_contradict: found.score -= k_both_names_contradict; break;
  }
  found.score = std::max(found.score, 0.0);
  return found;
}

}  // namespace latchkey
