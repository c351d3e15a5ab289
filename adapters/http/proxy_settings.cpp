#include "adapters/http/proxy_settings.hpp"

#include "adapters/http/basic_authorization.hpp"
#include "core/base/wipe.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/url/parse.hpp>

#include <initializer_list>
#include <string_view>
#include <utility>

namespace latchkey::http {
namespace {

namespace urls = boost::urls;

struct Setting {
  std::string variable;
  Secret value;
};

std::optional<Setting> first_set(const Environment& environment,
                                 std::initializer_list<const char*> variables) {
  for (const char* variable : variables) {
    auto value = environment(variable);
    if (value && !value->empty()) return Setting{variable, std::move(*value)};
  }
  return {};
}

Error unusable(const std::string& variable, const std::string& why) {
  return {.kind = ErrorKind::invalid,
          .what = variable + ": " + why +
                  "; expected http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, special "
                  "characters of the password percent-encoded"};
}

/// As it is written, or "http", which is what is meant where there is none.
std::string scheme_of(std::string_view url) {
  const auto end = url.find("://");
  if (end == std::string_view::npos) return "http";
  return boost::algorithm::to_lower_copy(std::string{url.substr(0, end)});
}

Secret with_scheme(const std::string& url) {
  constexpr std::string_view k_usual = "http://";
  if (url.find("://") != std::string::npos) return Secret{url};
  std::string text;
  text.reserve(k_usual.size() + url.size());
  text.append(k_usual).append(url);
  return Secret{std::move(text)};
}

/// The value of `Proxy-Authorization`.
Secret authorization_in(const urls::url_view& url) {
  auto user = url.user();
  auto password = url.password();
  Secret authorization{basic_authorization(user, password)};
  wipe(user);
  wipe(password);
  return authorization;
}

Expected<Proxy> proxy_of(const Setting& setting) {
  const auto& variable = setting.variable;
  const auto scheme = scheme_of(setting.value.reveal());
  if (scheme != "http") {
    const bool known = scheme == "https" || scheme.rfind("socks", 0) == 0;
    return unusable(variable, known ? scheme + ":// is not spoken" : "not a proxy's URL");
  }
  const Secret text = with_scheme(setting.value.reveal());
  const auto parsed = urls::parse_uri(text.reveal());
  if (!parsed) return unusable(variable, "not a well-formed URL");
  const urls::url_view& url = *parsed;
  // Most likely a "/", "?" or "#" in the password.
  const bool is_bare = url.encoded_path().empty() || url.encoded_path() == "/";
  if (!is_bare || url.has_query() || url.has_fragment()) {
    return unusable(variable, "more than a host and a port");
  }
  Proxy proxy{.host = std::string{url.host_address()}, .variable = variable};
  const bool encoded = std::string_view{url.encoded_host()}.find('%') != std::string_view::npos;
  if (proxy.host.empty() || encoded) return unusable(variable, "no host");
  if (url.has_port()) {
    const auto port = port_number(std::string_view{url.port()});
    if (!port) return unusable(variable, "not a port");
    proxy.port = *port;
  }
  if (url.has_userinfo()) proxy.authorization = authorization_in(url);
  return proxy;
}

}  // namespace

const Proxy* ProxySettings::on_the_way_to(const Endpoint& endpoint) const {
  if (!proxy || !endpoint.encrypted) return nullptr;
  return no_proxy.covers(endpoint.host, endpoint.port) ? nullptr : &*proxy;
}

bool same_proxy(const ProxySettings& a, const ProxySettings& b) {
  if (!a.proxy || !b.proxy) return !a.proxy && !b.proxy;
  return a.proxy->host == b.proxy->host && a.proxy->port == b.proxy->port &&
         a.proxy->authorization.reveal() == b.proxy->authorization.reveal();
}

Expected<ProxySettings> read_proxy_settings(const Environment& environment) {
  ProxySettings settings;
  if (const auto excepted = first_set(environment, {"no_proxy", "NO_PROXY"})) {
    settings.no_proxy = NoProxy{excepted->value.reveal()};
  }
  const auto setting =
      first_set(environment, {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
  if (!setting) return settings;
  auto proxy = proxy_of(*setting);
  if (!proxy) return proxy.error();
  settings.proxy = std::move(*proxy);
  return settings;
}

}  // namespace latchkey::http
