#pragma once

#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/evidence.hpp"

#include <vector>

namespace latchkey {

/// From here up an account is presented as the same person's.
inline constexpr double k_same_person = 0.75;
/// From here up it is presented as a possibility; below not at all.
inline constexpr double k_possibly_same_person = 0.5;

/// The accounts on all services that are probably the same person's under another address: the
/// most alike first, at most five, so that the answer stays readable.
///
/// The score is the addresses' likeness, less 0.3 where the account's name contradicts it: where
/// it shares no word with the asked address or, if that has an account on the same service, with
/// the name there. Names in other scripts than ASCII's are not judged.
std::vector<OtherAccount> other_accounts(const Evidence& evidence);

}  // namespace latchkey
