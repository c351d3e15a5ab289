#include "core/addresses/closest_addresses.hpp"

#include "core/addresses/likeness.hpp"
#include "core/addresses/other_accounts.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {

std::vector<std::string> closest_addresses(const EmailAddress& asked,
                                           std::vector<std::string> addresses,
                                           std::size_t at_most) {
  std::sort(addresses.begin(), addresses.end());
  addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
  std::vector<std::pair<double, std::string>> scored;
  for (auto& text : addresses) {
    const auto address = EmailAddress::parse(text);
    if (!address) continue;
    const double score = likeness(asked, *address).score;
    if (score >= k_possibly_same_person) scored.emplace_back(-score, std::move(text));
  }
  std::sort(scored.begin(), scored.end());
  if (scored.size() > at_most) scored.resize(at_most);
  std::vector<std::string> closest;
  closest.reserve(scored.size());
  for (auto& [score, text] : scored) closest.push_back(std::move(text));
  return closest;
}

}  // namespace latchkey
