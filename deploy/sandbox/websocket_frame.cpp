#include "deploy/sandbox/websocket_frame.hpp"

#include "deploy/sandbox/base64.hpp"

#include <openssl/evp.h>

#include <array>

namespace latchkey::sandbox {
namespace {

// Slack closes with 1009 "Max frame length of 20480 has been exceeded" (seen by a library's users).
constexpr std::uint64_t k_frame_limit = 20480;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

}  // namespace

FrameRead read_client_frame(std::string_view bytes) {
  using enum FrameRead::Outcome;
  if (bytes.size() < 2) return {incomplete, {}, 0};
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  const bool is_masked = (second & 0x80) != 0, has_reserved_bits = (first & 0x70) != 0;
  if (!is_masked || has_reserved_bits) return {broken, {}, 0};
  std::uint64_t length = second & 0x7F;
  const std::size_t length_bytes = length == 126 ? 2 : length == 127 ? 8 : 0;
  if (bytes.size() < 2 + length_bytes) return {incomplete, {}, 0};
  if (length_bytes > 0) length = big_endian(bytes.substr(2, length_bytes));
  if (length >= k_frame_limit) return {too_large, {}, 0};
  const std::size_t start = 2 + length_bytes + 4;
  if (bytes.size() < start + length) return {incomplete, {}, 0};
  const auto mask = bytes.substr(2 + length_bytes, 4);
  std::string payload(bytes.substr(start, length));
  for (std::size_t i = 0; i < payload.size(); ++i) {
    payload[i] = static_cast<char>(payload[i] ^ mask[i % 4]);
  }
  const auto kind = static_cast<WebSocketFrame::Kind>(first & 0x0F);
  return {frame,
          {kind, (first & 0x80) != 0, std::move(payload)},
          start + static_cast<std::size_t>(length)};
}

std::string server_frame(WebSocketFrame::Kind kind, std::string_view payload) {
  std::string bytes;
  bytes += static_cast<char>(0x80 | static_cast<unsigned>(kind));
  const std::size_t length = payload.size();
  const int length_bytes = length < 126 ? 0 : length < 65536 ? 2 : 8;
  bytes += static_cast<char>(length_bytes == 0 ? length : length_bytes == 2 ? 126 : 127);
  for (int i = length_bytes - 1; i >= 0; --i) {
    bytes += static_cast<char>(static_cast<std::uint64_t>(length) >> (8 * i) & 0xFF);
  }
  return bytes.append(payload);
}

std::string websocket_accept(const std::string& key) {
  const std::string text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455, section 1.3
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha1(), nullptr);
  return base64({reinterpret_cast<const char*>(digest.data()), length});
}

}  // namespace latchkey::sandbox
