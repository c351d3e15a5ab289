#pragma once

#include "core/base/email_address.hpp"
#include "core/base/time.hpp"
#include "core/remedies/remedy.hpp"

#include <chrono>
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
  /// How far back the mail logs were read.
  std::chrono::seconds since = {};
  /// The message that bears the conclusion, and the thread of the replies. Empty where the asker
  /// alone was answered.
  std::string root = {};
  std::string thread = {};
  /// Something could not be asked, so that the same question is worth being asked again.
  bool partial = false;
  /// What the buttons under the answer show, in the words of whoever wrote it down. Forgotten
  /// before the rest (`Store::forget_details_before`).
  std::string details = {};
};

}  // namespace latchkey
