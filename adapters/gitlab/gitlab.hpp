#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/secret.hpp"
#include "core/ports/account_directory.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace latchkey::gitlab {

struct Options {
  /// The service's name, for error sentences ("GitLab.com").
  std::string service;
  /// "https://gitlab.com"; the API is below /api/v4.
  std::string url;
  /// Of an administrator: with any other token "not found" proves nothing.
  Secret token;
  std::chrono::milliseconds deadline{10'000};
};

/// GitLab's users API as an account directory. `http` outlives it.
std::unique_ptr<AccountDirectory> create_account_directory(Options options, http::Client& http);

}  // namespace latchkey::gitlab
