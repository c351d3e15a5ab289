#include "tests/addresses/sorted_directory.hpp"

#include "core/addresses/address_ranges.hpp"
#include "core/addresses/closest_addresses.hpp"
#include "core/addresses/look_alikes.hpp"

namespace latchkey::name_pairs {

SortedDirectory::SortedDirectory(const NamePairs& set) {
  for (const auto& pair : set.pairs) by_email_.emplace(pair.other.email, pair.other);
  for (const auto& entry : set.bystanders) by_email_.emplace(entry.email, entry);
}

std::vector<Account> SortedDirectory::search(const EmailAddress& asked) const {
  std::vector<std::string> met;
  const auto spellings = look_alikes(asked);
  for (const auto& spelling : spellings) {
    if (by_email_.contains(spelling.full())) met.push_back(spelling.full());
  }
  const auto walk = [&](const std::vector<AddressRange>& ranges, std::size_t rows_at_most) {
    for (const auto& range : ranges) {
      std::size_t rows = 0;
      auto at = by_email_.lower_bound(range.from);
      for (; at != by_email_.end() && at->first < range.before && rows < rows_at_most;
           ++at, ++rows) {
        if (at->first.find(range.with) != std::string::npos) met.push_back(at->first);
      }
    }
  };
  walk(address_ranges(spellings), k_rows_of_a_range);
  walk(middle_name_ranges(asked), k_rows_of_a_long_range);
  std::vector<Account> rows;
  for (const auto& email : closest_addresses(asked, met, k_rows_of_a_search)) {
    Account row;
    row.id = std::to_string(by_email_.at(email).person);
    row.email = email;
    row.name = by_email_.at(email).name;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace latchkey::name_pairs
