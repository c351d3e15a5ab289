#pragma once

#include "adapters/http/guarded_client.hpp"
#include "adapters/slack/slack.hpp"
#include "core/base/expected.hpp"
#include "core/base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey::status {

/// A system that is asked whatever came of it the last time: the account replica.
struct UnguardedState {
  std::string system;
  /// Nothing where it answered the last time, or was not asked yet.
  std::optional<TimePoint> failing_since = {};
  std::string why = {};
};

/// What has to work for a command to be taken on, as of now.
struct Readiness {
  slack::ConnectionState slack;
  /// What the newest write to the store came to.
  Expected<void> store;
  /// The systems that diagnoses ask. One that is down makes answers poorer, not impossible.
  std::vector<http::BreakerState> systems = {};
  std::vector<UnguardedState> unguarded = {};
};

/// Commands reach us over one connection at least, and the store keeps them.
bool is_ready(const Readiness& readiness);

/// One line per dependency: "slack: ok, 2 of 2 connections"; "Mailgun: not asked since
/// 2026-11-22T10:00:00Z, again from 2026-11-22T10:01:00Z on: 503 unavailable".
std::string to_text(const Readiness& readiness);

/// The same of Slack alone, as one sentence for whoever looks at the service.
std::string connected_sentence(const slack::ConnectionState& slack);

}  // namespace latchkey::status
