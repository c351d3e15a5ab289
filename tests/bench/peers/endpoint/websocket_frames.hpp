#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace latchkey::bench {

// RFC 6455 by hand: Beast reads and writes one message per system call, and an endpoint that is to
// outrun every client must take and give many at a time.

enum class FrameKind : std::uint8_t { text = 0x1, close = 0x8, ping = 0x9, pong = 0xA };

struct ClientFrame {
  FrameKind kind;
  /// Unmasked, inside the bytes that the frame was taken from.
  std::string_view payload;
};

/// Takes the first frame off `bytes`; nothing while it is incomplete. Throws std::runtime_error
/// for what Slack would not take either: a frame without a mask, in pieces, or of 20,480 bytes.
std::optional<ClientFrame> take_frame(std::span<char>& bytes);

/// Appends a frame as a server sends it: unmasked and in one piece.
void append_frame(std::string& out, FrameKind kind, std::string_view payload);

/// The Sec-WebSocket-Accept that answers a Sec-WebSocket-Key.
std::string websocket_accept(std::string_view key);

}  // namespace latchkey::bench
