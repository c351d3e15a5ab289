#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/secret.hpp"
#include "core/ports/mail_log.hpp"
#include "core/ports/suppression_lists.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::mailgun {

struct Options {
  /// "https://api.mailgun.net"; the EU region has a host of its own.
  std::string api_url;
  Secret api_key;
  /// The domain whose log and lists these are.
  std::string domain;
  std::chrono::milliseconds deadline{10'000};
};

/// The domain's mail log by Mailgun's Logs API (POST /v1/analytics/logs), and by its older Events
/// API (GET /v3/{domain}/events) where the key, the plan or the region does not offer Logs. `http`
/// outlives it.
std::unique_ptr<MailLog> create_mail_log(Options options, http::Client& http);

/// The domain's lists of bounces, complaints and unsubscribes, and its allowlist. Needs a key whose
/// role reads and writes those ("support"; "analyst" may not). `http` outlives it.
std::unique_ptr<SuppressionLists> create_suppression_lists(Options options, http::Client& http);

}  // namespace latchkey::mailgun
