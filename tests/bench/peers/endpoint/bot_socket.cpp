#include "tests/bench/peers/endpoint/bot_socket.hpp"

#include "tests/bench/peers/endpoint/websocket_frames.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <exception>
#include <iostream>
#include <utility>

namespace latchkey::bench {
namespace {

namespace asio = boost::asio;

/// Several hundred acknowledgements: one read takes all that a client sent meanwhile.
constexpr std::size_t k_read_size = 65'536;
constexpr std::string_view k_normal_closure = "\x03\xe8";  // 1000

}  // namespace

BotSocket::BotSocket(asio::ip::tcp::socket socket, std::uint32_t id, OnText on_text)
    : socket_(std::move(socket)), id_(id), on_text_(std::move(on_text)), received_(k_read_size) {}

asio::awaitable<void> BotSocket::serve(std::string early) {
  const auto self = shared_from_this();
  used_ = std::min(early.size(), received_.size());
  std::copy_n(early.begin(), used_, received_.begin());
  while (take_frames()) {
    const auto room = asio::buffer(received_.data() + used_, received_.size() - used_);
    const auto [over, size] =
        co_await socket_.async_read_some(room, asio::as_tuple(asio::use_awaitable));
    if (over) break;
    used_ += size;
  }
  if (!heard_goodbye_ || said_goodbye_) {
    drop();
  } else {
    append_frame(queued_, FrameKind::close, k_normal_closure);
    start_writing();
  }
}

/// False where the connection is over.
bool BotSocket::take_frames() {
  std::span<char> bytes{received_.data(), used_};
  try {
    while (const auto frame = take_frame(bytes)) {
      if (frame->kind == FrameKind::close) {
        heard_goodbye_ = true;
        return false;
      }
      if (frame->kind == FrameKind::text) on_text_(frame->payload);
      if (frame->kind == FrameKind::ping) {
        append_frame(queued_, FrameKind::pong, frame->payload);
        start_writing();
      }
    }
  } catch (const std::exception& broken) {
    std::cerr << "The client sent " << broken.what() << "\n";
    return false;
  }
  used_ = bytes.size();
  std::copy(bytes.begin(), bytes.end(), received_.begin());
  return true;
}

void BotSocket::send(std::string_view text) {
  append_frame(queued_, FrameKind::text, text);
  start_writing();
}

void BotSocket::say_goodbye() {
  if (std::exchange(said_goodbye_, true)) return;
  append_frame(queued_, FrameKind::close, k_normal_closure);
  start_writing();
}

void BotSocket::drop() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

void BotSocket::start_writing() {
  if (std::exchange(writing_, true)) return;
  asio::post(socket_.get_executor(), [self = shared_from_this()] { self->write_queued(); });
}

void BotSocket::write_queued() {
  if (queued_.empty()) {
    writing_ = false;
    if (heard_goodbye_) drop();
    return;
  }
  leaving_.clear();
  leaving_.swap(queued_);
  asio::async_write(socket_, asio::buffer(leaving_),
                    [self = shared_from_this()](boost::system::error_code failed, std::size_t) {
                      if (failed) return;  // the reader notices, too
                      self->write_queued();
                    });
}

}  // namespace latchkey::bench
