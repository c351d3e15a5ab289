#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>

namespace latchkey::doubles {

/// A port on 127.0.0.1 that somebody listens on who never accepts, and whose queue is full: the
/// kernel drops further attempts, so that connecting takes for ever, as through a firewall.
class FullBacklog {
 public:
  FullBacklog() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listening_, any, size) != 0 || ::listen(listening_, 0) != 0 ||
        ::getsockname(listening_, any, &size) != 0) {
      throw std::runtime_error("no socket to listen on");
    }
    port_ = ntohs(address.sin_port);
    // Linux queues one connection more than it was told to.
    for (const int filler : fillers_) static_cast<void>(::connect(filler, any, size));
  }
  ~FullBacklog() {
    for (const int filler : fillers_) ::close(filler);
    ::close(listening_);
  }
  FullBacklog(const FullBacklog&) = delete;
  FullBacklog& operator=(const FullBacklog&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  static int open(int flags) { return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0); }

  int listening_ = open(0);
  std::array<int, 3> fillers_ = {open(SOCK_NONBLOCK), open(SOCK_NONBLOCK), open(SOCK_NONBLOCK)};
  unsigned port_ = 0;
};

}  // namespace latchkey::doubles
