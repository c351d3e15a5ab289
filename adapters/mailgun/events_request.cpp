#include "adapters/mailgun/events_request.hpp"

#include "adapters/http/basic_authorization.hpp"

#include <chrono>

namespace latchkey::mailgun {
namespace {

template <class Rounded>
std::string epoch(Rounded at) {
  return std::to_string(at.time_since_epoch().count());
}

/// Newest first, within the window; a filter is to follow.
std::string events_url(const Options& options, Window window) {
  // Rounded outwards: the window's own edges belong to it.
  const auto newest = std::chrono::ceil<std::chrono::seconds>(window.to);
  const auto oldest = std::chrono::floor<std::chrono::seconds>(window.from);
  return mailgun_url(options, "/v3/" + http::percent_encode(options.domain) + "/events?begin=" +
                                  epoch(newest) + "&end=" + epoch(oldest) + "&limit=300");
}

std::string literal(const EmailAddress& address) {
  return '"' + address.full() + '"';
}

}  // namespace

http::Request events_request(const Options& options, const EmailAddress& address, Window window,
                             EventsAbout about) {
  const auto filter = http::percent_encode(literal(address));
  return page_request(options,
                      events_url(options, window) +
                          (about == EventsAbout::rejected ? "&event=rejected&to=" : "&recipient=") +
                          filter);
}

http::Request accepted_events_request(const Options& options,
                                      const std::vector<EmailAddress>& recipients, Window window) {
  std::string any;
  for (const auto& recipient : recipients) {
    any += (any.empty() ? "" : " OR ") + literal(recipient);
  }
  return page_request(options, events_url(options, window) +
                                   "&event=accepted&recipient=" + http::percent_encode(any));
}

std::string mailgun_url(const Options& options, const std::string& path) {
  auto url = options.api_url;
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url + path;
}

http::Request page_request(const Options& options, std::string url) {
  http::Request request;
  request.url = std::move(url);
  request.headers.emplace_back("Authorization",
                               http::basic_authorization("api", options.api_key.reveal()));
  request.headers.emplace_back("Accept", "application/json");
  return request;
}

}  // namespace latchkey::mailgun
