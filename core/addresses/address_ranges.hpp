#pragma once

#include "core/base/email_address.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace latchkey {

/// Addresses that stand together in a sorted list: those from `from` on and before `before`.
///
/// The bounds are chosen so that they hold in every usual order of letters (C, ICU's, glibc's): a
/// mark stands before the digits and these before the letters. In none does a range reach over the
/// addresses that begin with another name.
struct AddressRange {
  std::string from;
  std::string before;
  /// Only those that have this in them; empty: all.
  std::string with = {};
};

/// How many rows of a range are looked at, and of a long one.
inline constexpr std::size_t k_rows_of_a_range = 24;
inline constexpr std::size_t k_rows_of_a_long_range = 2'000;
/// How many accounts a search ends with: those that may be shown, and some for the names on them to
/// rule out.
inline constexpr std::size_t k_rows_of_a_search = 24;

/// What exact spellings cannot foresee: the same local part at any domain, with any tag or number,
/// and with further names behind it. For the likelier local parts of `spellings` (the asked address
/// first); at most 144, each of which is short for most names.
std::vector<AddressRange> address_ranges(const std::vector<EmailAddress>& spellings);

/// Any name between the first and the last ("jane." and then "doe@"). At most 6, and long: all who
/// share a first name.
std::vector<AddressRange> middle_name_ranges(const EmailAddress& asked);

}  // namespace latchkey
