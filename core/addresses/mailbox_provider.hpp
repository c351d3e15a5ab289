#pragma once

#include "core/addresses/provider_tables.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// The provider of mailboxes for the public that this domain belongs to; null for every other.
const MailboxProvider* mailbox_provider(std::string_view domain);

/// The domains under which a provider is reached.
std::vector<std::string_view> domains_of(const MailboxProvider& provider);

/// The provider's domain that was meant, where this one is a slip of the keyboard away from one
/// that is often mistyped ("gmial.com", "gmail.co", "hotmail.con"). Empty where there is none, and
/// for the domains of providers themselves (mail.com is not gmail.com).
std::string_view meant_domain(std::string_view domain);

/// Slips of the keyboard in this domain of a provider, the most frequent first. At most 40; none
/// for a domain that is not often mistyped.
std::vector<std::string> usual_slips(std::string_view domain);

}  // namespace latchkey
