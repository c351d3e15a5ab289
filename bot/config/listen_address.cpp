#include "bot/config/listen_address.hpp"

#include <charconv>
#include <cstdint>

namespace latchkey {

std::optional<boost::asio::ip::tcp::endpoint> parse_listen_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return {};
  std::string host = text.substr(0, colon);
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  boost::system::error_code none;
  const auto address = boost::asio::ip::make_address(host, none);
  // Without its brackets, the end of an IPv6 address looks like a port.
  if (none || address.is_v6() != bracketed) return {};
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, wrong] = std::from_chars(text.data() + colon + 1, end, port);
  if (wrong != std::errc{} || rest != end) return {};
  return boost::asio::ip::tcp::endpoint{address, port};
}

}  // namespace latchkey
