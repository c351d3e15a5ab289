#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace latchkey::replies {

/// What may stand between braces in a template. Nothing of an account is among it: a reply must be
/// right whoever reads it.
inline constexpr std::array<std::string_view, 9> k_placeholders = {
    "email",                // the address that was asked about
    "site",                 // "customers.gitlab.com": what the customer calls the service
    "url",                  // "https://customers.gitlab.com"
    "way_in",               // "a password reset at https://…": what to ask for, and where
    "confirmation_page",    // where a confirmation is asked for
    "mail_domain",          // where the mails come from
    "reset_link_lifetime",  // "6 hours"
    "unlocking",            // a sentence: how a locked account opens again
    "other_site",           // the site that a reset may have come from instead
};

/// What each of them stands for. One that is missing is left empty.
using Values = std::map<std::string, std::string>;

}  // namespace latchkey::replies
