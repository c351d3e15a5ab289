#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/other_account.hpp"

#include <vector>

namespace latchkey {

/// From here up an account is presented as the same person's.
inline constexpr double k_same_person = 0.75;
/// From here up it is presented as a possibility; below not at all.
inline constexpr double k_possibly_same_person = 0.5;

/// The accounts on all services that are probably the same person's under another address: the
/// most alike first, at most five, so that the answer stays readable.
///
/// The score is the likeness of the addresses and, where a source knows them, of the names on the
/// accounts (see `likeness`). Where an initial or a number leaves open which of several people is
/// meant (j.doe, and both Jane and John Doe have accounts), each is a mere possibility. The same
/// name at another provider is one, too, unless more than two have it.
std::vector<OtherAccount> other_accounts(const Evidence& evidence);

}  // namespace latchkey
