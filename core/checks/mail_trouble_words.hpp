#pragma once

#include "core/diagnosis/finding.hpp"
#include "core/diagnosis/mail_trouble.hpp"
#include "core/remedies/remedy.hpp"

#include <string>
#include <vector>

namespace latchkey {

// What `mail_delivery` and `suppression_lists` say of a mail that did not arrive.

/// "was delivered 2 hours ago", "bounced 2 hours ago: 550 5.1.1 user unknown".
std::string fared(const MailEvent& line, TimePoint now);

/// The line of the log that tells what became of the mail: for one that failed, with its real
/// cause.
EvidenceLine trouble_line(const Service& service, const Mail& mail);

/// The row of a suppression list, and for those that are the customer's will how to go about it:
/// with one of the remedies that are `offered`, or else where the mail provider has its lists.
EvidenceLine row_line(const Service& service, const Suppression& row,
                      const std::vector<RemedyId>& offered);

/// "The newest reset mail bounced 2 hours ago: 550 5.1.1 user unknown. …"
std::string trouble_summary(const Evidence& evidence, const ServiceEvidence& from,
                            const MailTrouble& trouble);

/// "the reset mail bounced".
std::string trouble_headline(const MailTrouble& trouble);

}  // namespace latchkey
