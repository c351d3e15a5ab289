#include "adapters/mailgun/events_request.hpp"

#include "adapters/http/basic_authorization.hpp"

#include <chrono>

namespace latchkey::mailgun {
namespace {

template <class Rounded>
std::string epoch(Rounded at) {
  return std::to_string(at.time_since_epoch().count());
}

}  // namespace

http::Request events_request(const Options& options, const EmailAddress& address, Window window,
                             EventsAbout about) {
  // Rounded outwards: the window's own edges belong to it.
  const auto newest = std::chrono::ceil<std::chrono::seconds>(window.to);
  const auto oldest = std::chrono::floor<std::chrono::seconds>(window.from);
  const auto literal = http::percent_encode('"' + address.full() + '"');
  auto url = mailgun_url(options, "/v3/" + http::percent_encode(options.domain) + "/events?begin=" +
                                      epoch(newest) + "&end=" + epoch(oldest) + "&limit=300");
  url += about == EventsAbout::rejected ? "&event=rejected&to=" + literal : "&recipient=" + literal;
  return page_request(options, std::move(url));
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
