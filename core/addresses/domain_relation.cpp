#include "core/addresses/domain_relation.hpp"

#include "core/addresses/mailbox_provider.hpp"
#include "core/addresses/one_slip.hpp"

#include <algorithm>
#include <array>

namespace latchkey {
namespace {

constexpr std::array<std::string_view, 16> k_second_levels = {
    "ac", "co",  "com", "edu", "gob", "gouv", "gov", "govt",
    "go", "mil", "ne",  "net", "nom", "or",   "org", "sch"};

/// Country codes that organisations put behind their name ("acme-us.com").
constexpr std::array<std::string_view, 20> k_behind_a_name = {
    "apac", "asia", "at", "br", "ca", "ch", "cn", "de", "emea", "es",
    "eu",   "fr",   "in", "it", "jp", "nl", "pl", "uk", "us",   "usa"};

template <class Words>
bool holds_word(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view without_country(std::string_view organisation) {
  const auto hyphen = organisation.rfind('-');
  if (hyphen == std::string_view::npos) return organisation;
  return holds_word(k_behind_a_name, organisation.substr(hyphen + 1))
             ? organisation.substr(0, hyphen)
             : organisation;
}

bool is_below(std::string_view host, std::string_view domain) {
  return host.size() > domain.size() && host.ends_with(domain) &&
         host[host.size() - domain.size() - 1] == '.';
}

DomainRelation of_providers(const MailboxProvider* a, const MailboxProvider* b) {
  if (a != b) return DomainRelation::other_provider;
  return a->one_mailbox ? DomainRelation::same_mailbox : DomainRelation::same_provider;
}

}  // namespace

std::string_view registered_domain(std::string_view domain) {
  const auto last = domain.rfind('.');
  if (last == std::string_view::npos || last == 0) return domain;
  auto before = domain.rfind('.', last - 1);
  if (before == std::string_view::npos) return domain;
  const bool country = domain.size() - last - 1 == 2;
  if (country && holds_word(k_second_levels, domain.substr(before + 1, last - before - 1))) {
    before = before == 0 ? std::string_view::npos : domain.rfind('.', before - 1);
    if (before == std::string_view::npos) return domain;
  }
  return domain.substr(before + 1);
}

std::string_view organisation_of(std::string_view domain) {
  const auto registered = registered_domain(domain);
  return registered.substr(0, registered.find('.'));
}

DomainRelation domain_relation(std::string_view a, std::string_view b) {
  if (a == b) return DomainRelation::same;
  const auto* provider_a = mailbox_provider(a);
  const auto* provider_b = mailbox_provider(b);
  if (provider_a != nullptr && provider_b != nullptr) return of_providers(provider_a, provider_b);
  const auto meant_a = meant_domain(a);
  const auto meant_b = meant_domain(b);
  if (meant_a == b || meant_b == a || (!meant_a.empty() && meant_a == meant_b)) {
    return DomainRelation::mistyped_provider;
  }
  if (provider_a != nullptr || provider_b != nullptr) return DomainRelation::other_provider;

  if (is_below(a, registered_domain(b)) || is_below(b, registered_domain(a))) {
    return DomainRelation::sub_domain;
  }
  const auto name_a = organisation_of(a);
  const auto name_b = organisation_of(b);
  if (without_country(name_a) == without_country(name_b)) return DomainRelation::other_top_level;
  const bool long_enough = name_a.size() >= 6 && name_b.size() >= 6;
  if (long_enough && name_a.front() == name_b.front() && one_slip_apart(name_a, name_b) &&
      registered_domain(a).substr(name_a.size()) == registered_domain(b).substr(name_b.size())) {
    return DomainRelation::mistyped;
  }
  return DomainRelation::unrelated;
}

}  // namespace latchkey
