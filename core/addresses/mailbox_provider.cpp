#include "core/addresses/mailbox_provider.hpp"

#include "core/addresses/one_slip.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace latchkey {
namespace {

/// What becomes of ".com" under a hasty hand.
constexpr std::array<std::string_view, 9> k_slips_of_com = {".co",   ".con", ".cm",  ".om", ".cpm",
                                                            ".comm", ".vom", ".xom", ".cmo"};

std::string_view without_top_level(std::string_view domain) {
  return domain.substr(0, domain.rfind('.'));
}

std::string_view top_level(std::string_view domain) {
  return domain.substr(domain.rfind('.'));
}

bool is_slip_of_com(std::string_view top) {
  return std::find(k_slips_of_com.begin(), k_slips_of_com.end(), top) != k_slips_of_com.end();
}

bool is_slip_of(std::string_view domain, std::string_view meant) {
  const auto name = without_top_level(domain);
  const auto top = top_level(domain);
  const bool same_top = top == top_level(meant);
  if (name == without_top_level(meant)) {
    return !same_top && top_level(meant) == ".com" && is_slip_of_com(top);
  }
  // Short names are a slip away from everything (gmx.de and gmb.de).
  const bool long_enough = without_top_level(meant).size() >= 5;
  const bool top_fits = same_top || (top_level(meant) == ".com" && is_slip_of_com(top));
  // The letter that a word begins with is seldom wrong, and then it is mostly another word.
  return long_enough && top_fits && name.front() == meant.front() &&
         one_slip_apart(name, without_top_level(meant));
}

}  // namespace

const MailboxProvider* mailbox_provider(std::string_view domain) {
  static const auto k_by_domain = [] {
    std::unordered_map<std::string_view, const MailboxProvider*> by_domain;
    for (const auto& provider : k_mailbox_providers) {
      for (const auto known : domains_of(provider)) by_domain.emplace(known, &provider);
    }
    return by_domain;
  }();
  const auto found = k_by_domain.find(domain);
  return found == k_by_domain.end() ? nullptr : found->second;
}

std::vector<std::string_view> domains_of(const MailboxProvider& provider) {
  std::vector<std::string_view> domains;
  std::string_view rest = provider.domains;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(' '), rest.size());
    domains.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return domains;
}

std::string_view meant_domain(std::string_view domain) {
  if (mailbox_provider(domain) != nullptr) return {};
  const auto meant =
      std::find_if(k_often_mistyped.begin(), k_often_mistyped.end(),
                   [&](std::string_view candidate) { return is_slip_of(domain, candidate); });
  return meant == k_often_mistyped.end() ? std::string_view{} : *meant;
}

std::vector<std::string> usual_slips(std::string_view domain) {
  std::vector<std::string> slips;
  const auto often = std::find(k_often_mistyped.begin(), k_often_mistyped.end(), domain);
  if (often == k_often_mistyped.end()) return slips;
  const std::string name{without_top_level(domain)};
  const std::string top{top_level(domain)};
  if (top == ".com") {
    for (const auto slip : k_slips_of_com) slips.push_back(name + std::string{slip});
  }
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    auto exchanged = name;
    std::swap(exchanged[i], exchanged[i + 1]);
    slips.push_back(exchanged + top);
  }
  for (std::size_t i = 1; i < name.size(); ++i)
    slips.push_back(name.substr(0, i) + name.substr(i + 1) + top);
  for (std::size_t i = 1; i < name.size(); ++i)
    slips.push_back(name.substr(0, i + 1) + name.substr(i) + top);
  std::erase_if(slips, [&](const std::string& slip) { return meant_domain(slip) != domain; });
  if (slips.size() > 40) slips.resize(40);
  return slips;
}

}  // namespace latchkey
