#pragma once

#include "adapters/chat/message.hpp"
#include "bot/status/readiness.hpp"
#include "core/base/email_address.hpp"
#include "core/base/time.hpp"

#include <string>
#include <vector>

namespace latchkey::rendering {

/// A check that the reader asked for.
struct RecentCheck {
  EmailAddress email;
  std::string service;
  /// "account_unconfirmed"; empty while it is being checked.
  std::string cause;
  TimePoint asked_at;
  /// To its thread. Empty: it is gone, or could not be asked for.
  std::string link = {};
};

/// What one person's Home tab shows.
struct Home {
  /// Newest first.
  std::vector<RecentCheck> checks;
  status::Readiness health;
  TimePoint as_of;
  /// "/diagnose"
  std::string command;
  /// `[privacy] mask_emails_in_messages`
  bool mask_emails = false;
};
chat::Message render(const Home& home);

}  // namespace latchkey::rendering
