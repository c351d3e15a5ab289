#include "adapters/mailgun/mailgun_error.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/origin.hpp"

#include <string>

namespace latchkey::mailgun {
Error mailgun_error(const Options& options, const http::Response& response, TimePoint now,
                    std::string_view doing) {
  auto error = http::answer_error("Mailgun", response, now);
  switch (response.status) {
    case 400: error.what += ", it does not accept our question"; break;
    case 401:
      error.what += ": the API key is wrong, or it may not see the domain " + options.domain;
      break;
    case 402:
    case 403:
      error.what += ": the key's role or the plan does not allow " + std::string{doing} + " of " +
                    options.domain;
      break;
    case 404:
      error.what += ": " + http::host_of(options.api_url) + " has no domain " + options.domain +
                    " (a wrong name, or a domain of the other region)";
      break;
    default: break;
  }
  return error;
}

}  // namespace latchkey::mailgun
