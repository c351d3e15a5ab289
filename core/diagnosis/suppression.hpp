#pragma once

#include "core/base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// The lists on which the mail provider keeps addresses that it does not deliver to.
enum class SuppressionList {
  bounces,      ///< a server refused mail to the address for good: may be wrong by now
  complaints,   ///< the customer reported a mail as spam: the customer's will
  unsubscribes  ///< the customer does not want these mails: the customer's will
};

/// One row of such a list.
struct Suppression {
  SuppressionList list = SuppressionList::bounces;
  /// Bounces only, and whatever text was stored: "550", but "777" was seen, too.
  std::string code = {};
  /// The receiving server's words (bounces only): foreign text.
  std::string error = {};
  /// Unsubscribes only: "*" stands for every mail, anything else for mails with that tag.
  std::vector<std::string> tags = {};
  std::optional<TimePoint> created_at = {};
};

/// Where one address stands on the lists of one domain.
///
/// A row does not prove that a mail was held back: a sender may tell the provider to ignore the
/// lists (GitLab.com does so for its reset and verification mails). Only a line of the log that
/// says "suppressed" proves it (core/diagnosis/mail_fate.hpp).
struct SuppressionsFound {
  std::vector<Suppression> rows;
  /// The address, or its whole domain, is one that never goes onto the list of bounces. Only where
  /// there is a row on that list: it is older then, or was put there by hand.
  bool allowlisted = false;
};

/// The rows in the order of the lists: bounces, complaints, unsubscribes.
std::vector<Suppression> in_order(std::vector<Suppression> rows);

/// "the bounce list", "the complaint list", "the unsubscribe list".
std::string list_name(SuppressionList list);

/// Does this row hold back every mail to the address? An unsubscribe may be for mails with a
/// certain tag only.
bool holds_back_all(const Suppression& row);

/// "550 5.1.1 user unknown", "for mails with the tag news": what the row says of itself beside its
/// date. Foreign text; may be empty.
std::string row_reason(const Suppression& row);

}  // namespace latchkey
