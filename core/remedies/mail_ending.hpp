#pragma once

#include "core/base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace latchkey {

/// How the way of a mail ended that a remedy asked for, as far as the mail log showed it.
enum class MailEnd {
  delivered,   ///< the recipient's server took it
  bounced,     ///< the recipient's server refused it for good, or it was given up after its retries
  blocked,     ///< refused because of our sending address: not the customer's doing
  suppressed,  ///< never tried, because the address stands on a suppression list
  rejected,    ///< the mail provider itself refused to take it
  delayed,     ///< still being retried when the hour was over
  pending,     ///< the provider took it, and nothing more was known when the hour was over
  not_seen,    ///< not in the log when the hour was over
  not_asked    ///< the log could not be asked when the hour was over
};

/// "not_seen": in the store.
std::string_view to_string(MailEnd end);

/// The end of that name, or nothing.
std::optional<MailEnd> parse_mail_end(std::string_view name);

/// An end, and what tells of it.
struct MailEnding {
  MailEnd end = MailEnd::not_asked;
  /// When the log says that it happened; when it was asked last, where it says nothing.
  TimePoint at;
  /// The recipient's server. Empty where the log does not name it.
  std::string host = {};
  /// "550 5.1.1 user unknown": foreign text, or our own sentence with `not_asked`. May be empty.
  std::string reason = {};
};

}  // namespace latchkey
