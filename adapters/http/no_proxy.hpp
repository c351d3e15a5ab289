#pragma once

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace latchkey::http {

/// The hosts of `NO_PROXY`, which are reached directly. There is no standard for it; this is what
/// curl makes of it, with the ports that Go knows as well.
///
/// Entries are separated by commas or blanks:
///   *                            every host
///   example.com, .example.com    the name and all names below it (*.example.com too)
///   192.0.2.1, 2001:db8::1       an address
///   10.0.0.0/8, fd00::/8         all addresses of a network
///   example.com:8443, [::1]:443  any of these, for this port only
/// Names are compared with names and addresses with addresses: nothing is looked up. An entry that
/// is none of these covers nothing.
class NoProxy {
 public:
  NoProxy() = default;
  explicit NoProxy(std::string_view list);

  /// `host` is a name or an address without brackets.
  [[nodiscard]] bool covers(std::string_view host, std::uint16_t port) const;

 private:
  struct Everything {};
  struct Name {
    std::string name;
  };
  using Hosts =
      std::variant<Everything, Name, boost::asio::ip::network_v4, boost::asio::ip::network_v6>;
  struct Entry {
    Hosts hosts;
    std::optional<std::uint16_t> port;
  };

  static std::optional<Hosts> hosts_of(std::string_view text);
  void add(std::string_view entry);

  std::vector<Entry> entries_;
};

}  // namespace latchkey::http
