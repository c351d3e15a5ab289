#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/remedies/remedy.hpp"

#include <optional>

namespace latchkey {

/// The remedy that has the diagnosed service send a mail of this kind, where it may be offered.
std::optional<RemedyId> mail_again(const Evidence& evidence, MailKind kind);

}  // namespace latchkey
