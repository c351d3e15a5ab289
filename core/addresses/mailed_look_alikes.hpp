#pragma once

#include "core/base/email_address.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/evidence.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// A mail that left a service for an address like the asked one.
struct MailedLookAlike {
  EmailAddress address;
  /// "a reset mail", "a confirmation mail", "a sign-in link mail".
  std::string mail;
  Service service;
  TimePoint at;
  /// How alike the address is (`likeness`), and in what it differs.
  double score = 0;
  std::string explanation = {};
};

/// Does the log show that the customer asked for a way in (a reset or a sign-in link) under the
/// asked address itself? Then it is of no interest who else did. No where the log did not answer.
bool asked_for_a_way_in(const ServiceEvidence& evidence);

/// Of the logs that do not show that: the newest mail that lets one sign in (a reset, a
/// confirmation, a sign-in link) for each address that may be the same person's (0.5 and up), the
/// most alike address first. An address whose account is known and not among `others`
/// (`other_accounts`), which judge by the name on it, too, is somebody else's.
std::vector<MailedLookAlike> mailed_look_alikes(const Evidence& evidence,
                                                const std::vector<OtherAccount>& others);

}  // namespace latchkey
