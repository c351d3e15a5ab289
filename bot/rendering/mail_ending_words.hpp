#pragma once

#include "adapters/chat/message.hpp"
#include "core/base/email_address.hpp"
#include "core/remedies/mail_ending.hpp"
#include "core/remedies/remedy.hpp"

#include <string>

namespace latchkey::rendering {

/// "✅ … was delivered to mx1.acme.example, 10:05": continues the line about the press, in the same
/// message.
chat::Text mail_ending_line(const MailEnding& ending);

/// "was delivered": for clients that show no blocks.
std::string mail_ending_summary(MailEnd end);

/// Tells the person who pressed that the mail did not arrive. A message of its own, since an edit
/// notifies nobody. `by` is a chat user id.
chat::Message mail_did_not_arrive(const std::string& by, RemedyId remedy,
                                  const EmailAddress& customer, const MailEnding& ending);

}  // namespace latchkey::rendering
