#include "adapters/mailgun/events_request.hpp"

#include <openssl/evp.h>

#include <chrono>
#include <vector>

namespace latchkey::mailgun {
namespace {

/// HTTP Basic with the user "api" (RFC 7617).
std::string basic_authorization(const Secret& api_key) {
  const auto credentials = "api:" + api_key.reveal();
  // OpenSSL writes whole groups of four characters and a closing zero.
  std::vector<unsigned char> encoded((credentials.size() + 2) / 3 * 4 + 1);
  const auto length =
      EVP_EncodeBlock(encoded.data(), reinterpret_cast<const unsigned char*>(credentials.data()),
                      static_cast<int>(credentials.size()));
  return "Basic " + std::string(encoded.begin(), encoded.begin() + length);
}

std::string without_trailing_slash(std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

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
  auto url = without_trailing_slash(options.api_url) + "/v3/" +
             http::percent_encode(options.domain) + "/events?begin=" + epoch(newest) +
             "&end=" + epoch(oldest) + "&limit=300";
  url += about == EventsAbout::rejected ? "&event=rejected&to=" + literal : "&recipient=" + literal;
  return page_request(options, std::move(url));
}

http::Request page_request(const Options& options, std::string url) {
  http::Request request;
  request.url = std::move(url);
  request.headers = {{"Authorization", basic_authorization(options.api_key)},
                     {"Accept", "application/json"}};
  return request;
}

}  // namespace latchkey::mailgun
