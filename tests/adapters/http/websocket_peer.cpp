#include "tests/adapters/http/websocket_peer.hpp"

#include "tests/doubles/loopback_server.hpp"

#include <openssl/evp.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;

std::string accept_key(const std::string& key) {
  const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::array<unsigned char, 64> base64{};
  const int length = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
  return {base64.begin(), base64.begin() + length};
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

std::string upgrade_answer(std::string_view head) {
  doubles::ReceivedRequest request;
  request.head = head;
  return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
         "Connection: Upgrade\r\nSec-WebSocket-Accept: " +
         accept_key(request.header("Sec-WebSocket-Key").value()) + "\r\n\r\n";
}

std::string server_frame(unsigned char head, const std::string& payload) {
  std::string out(1, static_cast<char>(head));
  if (payload.size() < 126) {
    out += static_cast<char>(payload.size());
  } else {
    out += static_cast<char>(127);
    for (int shift = 56; shift >= 0; shift -= 8) {
      out += static_cast<char>((payload.size() >> static_cast<unsigned>(shift)) & 0xFFU);
    }
  }
  return out + payload;
}

WebSocketPeer::WebSocketPeer(asio::io_context& io)
    : acceptor_(io, {asio::ip::address_v4::loopback(), 0}), socket_(io) {}

std::string WebSocketPeer::url() const {
  return "ws://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/";
}

asio::awaitable<void> WebSocketPeer::accept() {
  socket_ = co_await acceptor_.async_accept(asio::use_awaitable);
  std::string request;
  co_await asio::async_read_until(socket_, asio::dynamic_buffer(request), "\r\n\r\n",
                                  asio::use_awaitable);
  auto answer = upgrade_answer(request);
  co_await send(std::move(answer));
}

asio::awaitable<ClientFrame> WebSocketPeer::read() {
  const auto head = co_await read_exactly(2);
  ClientFrame frame;
  frame.head = static_cast<unsigned char>(head[0]);
  frame.masked = (static_cast<unsigned char>(head[1]) & 0x80U) != 0;
  std::size_t size = static_cast<unsigned char>(head[1]) & 0x7FU;
  if (size == 126) size = big_endian(co_await read_exactly(2));
  if (size == 127) size = big_endian(co_await read_exactly(8));
  const auto mask = co_await read_exactly(4);
  frame.payload = co_await read_exactly(size);
  for (std::size_t i = 0; i < size; ++i) {
    frame.payload[i] = static_cast<char>(frame.payload[i] ^ mask[i % 4]);
  }
  co_return frame;
}

asio::awaitable<void> WebSocketPeer::send(std::string bytes) {
  co_await asio::async_write(socket_, asio::buffer(bytes), asio::use_awaitable);
}

void WebSocketPeer::cut() {
  socket_.close();
}

asio::awaitable<std::string> WebSocketPeer::read_exactly(std::size_t size) {
  std::string bytes(size, '\0');
  co_await asio::async_read(socket_, asio::buffer(bytes), asio::use_awaitable);
  co_return bytes;
}

}  // namespace latchkey::http
