#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace latchkey::scenarios {

/// Where the portal's mail leaves from, and GitLab's.
inline constexpr const char* k_portal_domain = "customers.gitlab.com";
inline constexpr const char* k_gitlab_domain = "mg.gitlab.com";

/// Devise's subjects.
inline constexpr const char* k_reset_subject = "Reset password instructions";
inline constexpr const char* k_confirmation_subject = "Confirmation instructions";

// What became of a mail: lists of events as POST /sandbox/mail takes them, for a mail that was
// accepted at this time ("-9m").

nlohmann::json delivered(const std::string& at);
/// 550 5.1.1: there is no such mailbox.
nlohmann::json bounced(const std::string& at);
/// 554 5.7.1: our sending address is on a block list.
nlohmann::json blocked(const std::string& at);
/// 605: held back because of a row of the bounce list.
nlohmann::json held_back(const std::string& at);
/// 451: to be tried again.
nlohmann::json delayed(const std::string& at);
/// Not even accepted.
nlohmann::json rejected(const std::string& at);
/// Accepted, and nothing since.
nlohmann::json pending(const std::string& at);

}  // namespace latchkey::scenarios
