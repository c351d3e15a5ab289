#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>

namespace latchkey::portal {

/// Fetches the page at `url`, as patiently as to fill it in, and looks whether it holds the form
/// that asks for a mail; nothing is submitted. Errors as of
/// `form_to_fill` and `http::patient_get`. `http` outlives it.
boost::asio::awaitable<Expected<void>> probe_form(std::string service, std::string url,
                                                  std::chrono::milliseconds deadline,
                                                  http::Client& http);

}  // namespace latchkey::portal
