#pragma once

#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/mail_event.hpp"
#include "core/diagnosis/suppression.hpp"

#include <chrono>
#include <string>

namespace latchkey::doctor {

/// Can the log of this domain be read? It is taken to keep its lines for `retention`. `api_url` is
/// where it was asked: a domain of the other region looks there as if it did not exist, or as if
/// the key were wrong.
Check judge_mail_domain(const std::string& domain, const std::string& api_url,
                        std::chrono::seconds retention, const Expected<MailHistory>& history);

/// Can the suppression lists of this domain, whose log can be read, be read as well? A warning
/// where not: everything else can be told without them.
Check judge_suppression_lists(const std::string& domain, const std::string& api_url,
                              const Expected<SuppressionsFound>& found);

}  // namespace latchkey::doctor
