#pragma once

#include <memory>
#include <string>
#include <vector>

namespace latchkey::doubles {

/// A proxy on 127.0.0.1 that opens tunnels, with a thread of its own. Whatever name it is asked
/// for, its tunnels lead to one port of this machine. Proxies that refuse, cut or say nothing are
/// a `LoopbackServer`'s.
class ConnectProxy {
 public:
  /// `authorization`: what `Proxy-Authorization` must be (407 otherwise); empty: anybody may.
  explicit ConnectProxy(unsigned short leads_to, std::string authorization = "");
  ~ConnectProxy();
  ConnectProxy(const ConnectProxy&) = delete;
  ConnectProxy& operator=(const ConnectProxy&) = delete;

  [[nodiscard]] unsigned short port() const;
  /// The heads of the requests so far, as they came.
  [[nodiscard]] std::vector<std::string> requests() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace latchkey::doubles
