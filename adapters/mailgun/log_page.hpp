#pragma once

#include "adapters/mailgun/event_page.hpp"

#include <string>
#include <vector>

namespace latchkey::mailgun {

/// How many items a page of the Logs API has at most.
inline constexpr int k_log_page_limit = 100;

/// Reads a page of the Logs API for one domain. Errors as for `event_items`.
///
///   pagination                        page
///   {} or without a token in `next`   the last one
///   `next` is a token                 another one follows
///   `next` is of another type         unknown: neither last nor with a next
///   missing or no object              the last one where it is not full, otherwise unknown
///
/// The API is one for all domains of an account: items of another domain, which the filter should
/// have kept out, are not ours. Items that do not name their domain are taken for what was asked.
Expected<EventPage> log_page(const nlohmann::json& answer, const std::string& domain,
                             const EmailAddress& recipient);
Expected<EventPage> log_page(const nlohmann::json& answer, const std::string& domain,
                             const std::vector<EmailAddress>& recipients);

}  // namespace latchkey::mailgun
