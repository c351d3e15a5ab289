#pragma once

#include "core/base/time.hpp"
#include "core/diagnosis/account.hpp"
#include "core/diagnosis/service.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// "2 days ago"; a moment that lies ahead (two systems' clocks) reads "just now".
std::string ago(TimePoint at, TimePoint now);

/// "Mail log of mg.gitlab.com".
std::string mail_log_name(const Service& service);

/// "Suppression lists of mg.gitlab.com".
std::string suppression_lists_name(const Service& service);

/// "Jane Doe's CustomersDot account", or "The CustomersDot account" where no name is known. Opens
/// a sentence.
std::string whose_account(const Service& service, const Account& account);

/// "confirmed, signed in 2 hours ago": what is known of an account, shortly. May be empty.
std::string account_in_short(const Account& account, TimePoint now);

/// The text with its first letter in upper case (ASCII).
std::string capitalized(std::string text);

/// "a", "a and b", "a, b and c"; `last` is the word before the last one.
std::string listed(const std::vector<std::string>& items, const std::string& last = "and");

}  // namespace latchkey
