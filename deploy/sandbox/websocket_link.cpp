#include "deploy/sandbox/websocket_link.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace latchkey::sandbox {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Kind = WebSocketFrame::Kind;

constexpr auto k_ping_interval = 10s;  // "clearly below 30 s", which clients wait for one
constexpr auto k_time_to_answer_close = 1s;
constexpr auto k_silence = 30s;  // then the app is gone, as a half-open connection is
// An app that reads nothing is cut off rather than fed without end.
constexpr std::size_t k_outgoing_frames = 2000;

std::string close_payload(std::uint16_t code, const std::string& reason) {
  return std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)} + reason;
}

}  // namespace

WebSocketLink::WebSocketLink(asio::ip::tcp::socket socket, SocketModeHub& hub)
    : socket_(std::move(socket)),
      hub_(hub),
      wake_(socket_.get_executor()),
      breath_(socket_.get_executor()),
      heard_at_(std::chrono::steady_clock::now()) {}

asio::awaitable<void> WebSocketLink::serve(std::shared_ptr<WebSocketLink> self,
                                           std::string websocket_key, std::string early) {
  self->outgoing_.push_back(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: " +
      websocket_accept(websocket_key) + "\r\n\r\n");
  const auto executor = self->socket_.get_executor();
  asio::co_spawn(executor, write_frames(self), asio::detached);
  asio::co_spawn(executor, keep_alive(self), asio::detached);
  self->hub_.attach(self);
  co_await self->read_frames(std::move(early));
  self->hub_.detach(self.get());
  // The writer still has our half of the closing handshake to send.
  if (!self->peer_closed_) self->end();
}

/// Reads until the app's close frame or the end of the stream. After our own close frame what comes
/// is thrown away: bytes left unread would turn TCP's end into a reset, and lose that frame.
asio::awaitable<void> WebSocketLink::read_frames(std::string early) {
  std::string bytes = std::move(early);
  std::array<char, 16384> chunk{};
  for (;;) {
    take_frames(bytes);
    if (ended_ || peer_closed_) co_return;
    boost::system::error_code error;
    auto completion = asio::redirect_error(asio::use_awaitable, error);
    const std::size_t count = co_await socket_.async_read_some(asio::buffer(chunk), completion);
    if (error) co_return;
    heard_at_ = std::chrono::steady_clock::now();
    bytes.append(chunk.data(), count);
  }
}

/// Takes whole frames off the front of `bytes`.
void WebSocketLink::take_frames(std::string& bytes) {
  while (!peer_closed_) {
    FrameRead read = read_client_frame(bytes);
    switch (read.outcome) {
      case FrameRead::Outcome::incomplete: return;
      case FrameRead::Outcome::broken: close(1002, "protocol error"); return bytes.clear();
      case FrameRead::Outcome::too_large:
        spdlog::warn("Socket Mode: a frame of 20,480 bytes or more; closing with 1009, like Slack");
        close(1009, "Max frame length of 20480 has been exceeded.");
        return bytes.clear();
      case FrameRead::Outcome::frame: break;
    }
    bytes.erase(0, read.bytes);
    take_message(std::move(read.frame));
  }
}

void WebSocketLink::take_message(WebSocketFrame frame) {
  if (frame.kind == Kind::close) {
    send_frame(server_frame(Kind::close, frame.payload));
    closing_ = peer_closed_ = true;
    wake_.cancel();
  } else if (frame.kind == Kind::ping) {
    send_frame(server_frame(Kind::pong, frame.payload));
  } else if (frame.kind != Kind::pong && !closing_) {
    const bool is_whole = frame.kind == Kind::text && frame.is_final && !in_fragmented_message_;
    in_fragmented_message_ = !frame.is_final;
    if (is_whole) return hub_.receive(this, frame.payload);
    spdlog::warn("Socket Mode: a message in several frames is lost: Slack does not join them");
  }
}

asio::awaitable<void> WebSocketLink::write_frames(std::shared_ptr<WebSocketLink> self) {
  boost::system::error_code error;
  bool gave_time = false;
  while (!self->ended_) {
    auto completion = asio::redirect_error(asio::use_awaitable, error);
    if (!self->outgoing_.empty()) {
      const std::string frame = std::move(self->outgoing_.front());
      self->outgoing_.pop_front();
      co_await asio::async_write(self->socket_, asio::buffer(frame), completion);
      if (error) break;
      continue;
    }
    if (self->closing_ && (self->peer_closed_ || gave_time)) break;
    gave_time = self->closing_;
    if (gave_time)
      self->wake_.expires_after(k_time_to_answer_close);
    else
      self->wake_.expires_at(asio::steady_timer::time_point::max());
    co_await self->wake_.async_wait(completion);
  }
  self->end();
}

asio::awaitable<void> WebSocketLink::keep_alive(std::shared_ptr<WebSocketLink> self) {
  while (!self->ended_ && !self->closing_) {
    self->breath_.expires_after(k_ping_interval);
    boost::system::error_code error;
    auto completion = asio::redirect_error(asio::use_awaitable, error);
    co_await self->breath_.async_wait(completion);
    if (error) co_return;
    if (std::chrono::steady_clock::now() - self->heard_at_ > k_silence) co_return self->end();
    self->send_frame(server_frame(Kind::ping, "Ping from applink-sandbox-0"));
  }
}

void WebSocketLink::send_text(std::string text) {
  send_frame(server_frame(Kind::text, text));
}

void WebSocketLink::send_frame(std::string frame) {
  if (closing_ || ended_) return;
  if (outgoing_.size() >= k_outgoing_frames) return end();
  outgoing_.push_back(std::move(frame));
  wake_.cancel();
}

void WebSocketLink::close(std::uint16_t code, std::string reason) {
  send_frame(server_frame(Kind::close, close_payload(code, reason)));
  closing_ = true;
  hub_.detach(this);  // nothing more is to be delivered here
}

void WebSocketLink::end() {
  if (ended_) return;
  ended_ = true;
  boost::system::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
  wake_.cancel();
  breath_.cancel();
}

}  // namespace latchkey::sandbox
