#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/secret.hpp"
#include "core/ports/mail_log.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::mailgun {

struct Options {
  /// "https://api.mailgun.net"; the EU region has a host of its own.
  std::string api_url;
  Secret api_key;
  /// The domain whose log is read.
  std::string domain;
  std::chrono::milliseconds deadline{10'000};
};

/// Mailgun's Events API (GET /v3/{domain}/events) as a mail log. `http` outlives it.
std::unique_ptr<MailLog> create_mail_log(Options options, http::Client& http);

}  // namespace latchkey::mailgun
