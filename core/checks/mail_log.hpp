#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

namespace latchkey {

// Could the mail logs be read, and all of them?
//   evidence                                  finding
//   a log could not be asked                  unanswered, with its reason: one for each
//   a log was longer than we read             unanswered
//   the window begins before the logs do      unanswered
//   all read to the end                       ok
// What the mails mean, the other checks say.
CheckResult mail_log(const Evidence& evidence);

}  // namespace latchkey
