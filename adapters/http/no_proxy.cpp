#include "adapters/http/no_proxy.hpp"

#include "adapters/http/endpoint.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace latchkey::http {
namespace {

namespace ip = boost::asio::ip;

/// Lower case, and without the dot that makes a name a full one.
std::string plain(std::string_view name) {
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  return boost::algorithm::to_lower_copy(std::string{name});
}

bool is_at_or_below(const std::string& host, const std::string& name) {
  if (host.size() <= name.size()) return host == name;
  const auto begin = host.size() - name.size();
  return host[begin - 1] == '.' && host.compare(begin, name.size(), name) == 0;
}

std::optional<ip::address> address_of(std::string_view text) {
  boost::system::error_code not_an_address;
  const auto address = ip::make_address(std::string{text}, not_an_address);
  if (not_an_address) return {};
  return address;
}

struct HostAndPort {
  std::string_view host;
  std::optional<std::string_view> port;
};

/// "host:port", "[address]:port" or a host alone; an IPv6 address need not be in brackets then.
HostAndPort split(std::string_view entry) {
  if (entry.front() == '[') {
    const auto end = entry.find(']');
    const auto host = entry.substr(1, end == std::string_view::npos ? end : end - 1);
    if (end == std::string_view::npos || end + 1 == entry.size()) return {host, {}};
    if (entry[end + 1] != ':') return {{}, {}};
    return {host, entry.substr(end + 2)};
  }
  const auto colon = entry.find(':');
  if (colon == std::string_view::npos || entry.rfind(':') != colon) return {entry, {}};
  return {entry.substr(0, colon), entry.substr(colon + 1)};
}

}  // namespace

NoProxy::NoProxy(std::string_view list) {
  constexpr std::string_view k_separators = ", \t\r\n";
  while (true) {
    const auto begin = list.find_first_not_of(k_separators);
    if (begin == std::string_view::npos) return;
    list.remove_prefix(begin);
    const auto end = std::min(list.find_first_of(k_separators), list.size());
    add(list.substr(0, end));
    list.remove_prefix(end);
  }
}

void NoProxy::add(std::string_view entry) {
  const auto [host, digits] = split(entry);
  const auto port = digits ? port_number(*digits) : std::nullopt;
  if (digits && !port) return;
  if (auto hosts = hosts_of(host)) entries_.push_back({std::move(*hosts), port});
}

std::optional<NoProxy::Hosts> NoProxy::hosts_of(std::string_view text) {
  if (text == "*") return Everything{};
  if (const auto address = address_of(text)) {
    if (address->is_v4()) return ip::network_v4{address->to_v4(), 32};
    return ip::network_v6{address->to_v6(), 128};
  }
  if (text.find('/') != std::string_view::npos) {
    boost::system::error_code not_a_network;
    const auto v4 = ip::make_network_v4(std::string{text}, not_a_network);
    if (!not_a_network) return v4;
    const auto v6 = ip::make_network_v6(std::string{text}, not_a_network);
    if (!not_a_network) return v6;
    return {};
  }
  if (text.substr(0, 1) == "*") text.remove_prefix(1);
  if (text.substr(0, 1) == ".") text.remove_prefix(1);
  if (text.empty()) return {};
  return Name{plain(text)};
}

bool NoProxy::covers(std::string_view host, std::uint16_t port) const {
  const auto address = address_of(host);
  const auto name = plain(host);
  const auto covered = [&](const Hosts& hosts) {
    if (std::holds_alternative<Everything>(hosts)) return true;
    if (const auto* named = std::get_if<Name>(&hosts)) {
      return !address && is_at_or_below(name, named->name);
    }
    if (!address) return false;
    if (const auto* v4 = std::get_if<ip::network_v4>(&hosts)) {
      return address->is_v4() &&
             ip::network_v4{address->to_v4(), v4->prefix_length()}.canonical() == v4->canonical();
    }
    const auto& v6 = std::get<ip::network_v6>(hosts);
    return address->is_v6() &&
           ip::network_v6{address->to_v6(), v6.prefix_length()}.canonical() == v6.canonical();
  };
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return (!entry.port || *entry.port == port) && covered(entry.hosts);
  });
}

}  // namespace latchkey::http
