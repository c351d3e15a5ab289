#pragma once

#include "core/base/email_address.hpp"
#include "core/diagnosis/account.hpp"
#include "tests/addresses/name_pairs.hpp"

#include <map>
#include <vector>

namespace latchkey::name_pairs {

/// What a directory with an index on the addresses, and no other, answers: exact spellings, and
/// short ranges. Stands for the search in PostgreSQL, which a test of its own compares with it.
class SortedDirectory {
 public:
  explicit SortedDirectory(const NamePairs& set);

  /// The rows that a search for this address ends with.
  [[nodiscard]] std::vector<Account> search(const EmailAddress& asked) const;

 private:
  std::map<std::string, Entry> by_email_;
};

}  // namespace latchkey::name_pairs
