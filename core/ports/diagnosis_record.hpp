#pragma once

#include "core/base/email_address.hpp"
#include "core/base/time.hpp"
#include "core/remedies/remedy.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// A diagnosis as it is kept: who asked what, where the answer stands, what it was.
struct DiagnosisRecord {
  /// Opaque: buttons carry it, so that the truth stays on our side.
  std::string id;
  EmailAddress email;
  std::string service;
  /// Chat user id, or the system user's name for the command line.
  std::string asked_by;
  TimePoint asked_at;
  /// Where the buttons stand. Empty for the command line.
  std::string channel = {};
  /// "account_unconfirmed". Empty until it is known.
  std::string cause = {};
  /// The remedies whose buttons stand under the answer, in the contract's order.
  std::vector<RemedyId> offered = {};
};

}  // namespace latchkey
