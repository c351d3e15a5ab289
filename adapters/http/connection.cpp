#include "adapters/http/connection.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace latchkey::http {

TcpStream& Connection::tcp() {
  if (auto* plain = std::get_if<TcpStream>(&stream)) return *plain;
  return std::get<TlsStream>(stream).next_layer();
}

bool is_still_open(Connection& connection) {
  char byte = 0;
  const auto got = ::recv(connection.tcp().socket().native_handle(), &byte, sizeof byte,
                          MSG_PEEK | MSG_DONTWAIT);
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

}  // namespace latchkey::http
