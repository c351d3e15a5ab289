#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::sandbox {

/// One frame of RFC 6455. The sandbox reads frames itself, because it has to see what a library
/// hides: that a message came in pieces (which Slack does not join), and how large one frame is.
struct WebSocketFrame {
  enum class Kind : std::uint8_t {
    continuation = 0x0,
    text = 0x1,
    binary = 0x2,
    close = 0x8,
    ping = 0x9,
    pong = 0xA
  };
  Kind kind = Kind::text;
  bool is_final = true;
  std::string payload;
};

/// What the first bytes of a stream hold.
struct FrameRead {
  enum class Outcome { incomplete, frame, too_large, broken } outcome;
  WebSocketFrame frame;
  std::size_t bytes = 0;  ///< that the frame took
};

/// Reads one frame that a client sent: masked, and smaller than Slack's 20,480 bytes.
FrameRead read_client_frame(std::string_view bytes);

/// A frame as a server sends it: unmasked, final.
std::string server_frame(WebSocketFrame::Kind kind, std::string_view payload);

/// The Sec-WebSocket-Accept that answers a Sec-WebSocket-Key.
std::string websocket_accept(const std::string& key);

}  // namespace latchkey::sandbox
