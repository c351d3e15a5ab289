#pragma once

#include "adapters/http/deadline.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/mailgun/mailgun.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json_fwd.hpp>

namespace latchkey::mailgun {

/// Asks Mailgun something that changes nothing, as patiently as `http::patient_get`, and gives its
/// JSON; another status than 200 is an error of `mailgun_error`'s table. `options` and `http`
/// outlive the call.
boost::asio::awaitable<Expected<nlohmann::json>> json_question(const Options& options,
                                                               http::Client& http,
                                                               http::Request request,
                                                               http::Deadline deadline);

}  // namespace latchkey::mailgun
