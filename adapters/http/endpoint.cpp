#include "adapters/http/endpoint.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>

#include <charconv>
#include <utility>

namespace latchkey::http {
namespace {

namespace urls = boost::urls;

/// One of the two families of schemes.
struct Schemes {
  urls::scheme encrypted;
  urls::scheme plain;
  std::string_view encrypted_name;
};

Error invalid(std::string what) {
  return {.kind = ErrorKind::invalid, .what = std::move(what)};
}

/// Boost.URL 1.81 reads "127.0.0.1.example/" as the host 127.0.0.1 and the path ".example/".
bool is_cut_in_the_host(const urls::url_view& url) {
  return !url.encoded_path().empty() && url.encoded_path().front() != '/';
}

Expected<Endpoint> endpoint_of(std::string_view text, const Schemes& schemes) {
  const auto parsed = urls::parse_uri(text);
  if (!parsed) return invalid("the URL is not well-formed");
  const urls::url_view& url = *parsed;
  if (is_cut_in_the_host(url)) return invalid("the URL's host is not well-formed");
  if (url.scheme_id() != schemes.encrypted && url.scheme_id() != schemes.plain) {
    return invalid("the URL does not begin with " + std::string{schemes.encrypted_name} + "://");
  }
  if (url.has_userinfo()) return invalid("the URL holds a user name or password");

  Endpoint endpoint;
  endpoint.encrypted = url.scheme_id() == schemes.encrypted;
  endpoint.host = url.host_address();
  if (endpoint.host.empty()) return invalid("the URL names no host");
  if (!endpoint.encrypted && !is_loopback(endpoint.host)) {
    return invalid("the URL is not encrypted and its host is not this machine");
  }
  // What is encoded in a name is no name, and must not reach the head of a request decoded.
  if (std::string_view{url.encoded_host()}.find('%') != std::string_view::npos) {
    return invalid("the URL's host is not well-formed");
  }
  const std::uint16_t usual_port = endpoint.encrypted ? 443 : 80;
  const auto port = url.has_port() ? port_number(std::string_view{url.port()}) : usual_port;
  if (!port) return invalid("the URL's port is not one");
  endpoint.port = *port;
  endpoint.authority = std::string{url.encoded_host()};
  if (endpoint.port != usual_port) endpoint.authority += ":" + std::to_string(endpoint.port);
  endpoint.target = std::string{url.encoded_target()};
  if (url.encoded_path().empty()) endpoint.target.insert(endpoint.target.begin(), '/');
  return endpoint;
}

}  // namespace

// Boost.URL 1.81 takes 99999 for 34463, so the digits are read again.
std::optional<std::uint16_t> port_number(std::string_view digits) {
  std::uint16_t port = 0;
  const auto* end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, port);
  if (error != std::errc{} || rest != end || port == 0) return {};
  return port;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost") return true;
  boost::system::error_code not_an_address;
  const auto address = boost::asio::ip::make_address(std::string{host}, not_an_address);
  return !not_an_address && address.is_loopback();
}

Expected<Endpoint> http_endpoint(std::string_view url) {
  return endpoint_of(url, {urls::scheme::https, urls::scheme::http, "https"});
}

Expected<Endpoint> websocket_endpoint(std::string_view url) {
  return endpoint_of(url, {urls::scheme::wss, urls::scheme::ws, "wss"});
}

}  // namespace latchkey::http
