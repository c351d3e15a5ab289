#pragma once

#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/mail_event.hpp"

#include <string>

namespace latchkey::doctor {

/// Can the log of this domain be read? `api_url` is where it was asked: a domain of the other
/// region looks there as if it did not exist, or as if the key were wrong.
Check judge_mail_domain(const std::string& domain, const std::string& api_url,
                        const Expected<MailHistory>& history);

}  // namespace latchkey::doctor
