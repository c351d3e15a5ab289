#include "tests/bench/peers/endpoint/websocket_frames.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace latchkey::bench {
namespace {

/// Slack ends a connection over a larger one ("Max frame length of 20480 has been exceeded").
constexpr std::uint64_t k_frame_limit = 20480;
constexpr std::size_t k_mask_size = 4;

std::uint64_t big_endian(std::span<const char> bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

void unmask(std::span<char> payload, const std::array<char, k_mask_size>& mask) {
  for (std::size_t i = 0; i < payload.size(); ++i) {
    payload[i] = static_cast<char>(payload[i] ^ mask[i % k_mask_size]);
  }
}

}  // namespace

std::optional<ClientFrame> take_frame(std::span<char>& bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  if ((first & 0xF0U) != 0x80U) throw std::runtime_error("a frame in pieces or compressed");
  if ((second & 0x80U) == 0) throw std::runtime_error("a frame without a mask");
  std::uint64_t length = second & 0x7FU;
  const std::size_t length_size = length == 126 ? 2 : length == 127 ? 8 : 0;
  const std::size_t head = 2 + length_size + k_mask_size;
  if (bytes.size() < head) return std::nullopt;
  if (length_size > 0) length = big_endian(bytes.subspan(2, length_size));
  if (length >= k_frame_limit) throw std::runtime_error("a frame larger than Slack takes");
  if (bytes.size() < head + length) return std::nullopt;

  std::array<char, k_mask_size> mask{};
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(head - k_mask_size), k_mask_size,
              mask.begin());
  const auto payload = bytes.subspan(head, static_cast<std::size_t>(length));
  unmask(payload, mask);
  bytes = bytes.subspan(head + static_cast<std::size_t>(length));
  return ClientFrame{static_cast<FrameKind>(first & 0x0FU), {payload.data(), payload.size()}};
}

void append_frame(std::string& out, FrameKind kind, std::string_view payload) {
  const std::uint64_t length = payload.size();
  const int length_size = length < 126 ? 0 : length < 65536 ? 2 : 8;
  out += static_cast<char>(0x80U | static_cast<unsigned>(kind));
  out += static_cast<char>(length_size == 0 ? length : length_size == 2 ? 126U : 127U);
  for (int i = length_size - 1; i >= 0; --i) {
    out += static_cast<char>(length >> static_cast<unsigned>(8 * i) & 0xFFU);
  }
  out += payload;
}

std::string websocket_accept(std::string_view key) {
  const auto text = std::string{key} + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455, 1.3
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  constexpr std::size_t k_more_than_enough = 128;  // four characters for three bytes
  std::array<unsigned char, k_more_than_enough> encoded{};
  const auto length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
  return {encoded.begin(), encoded.begin() + length};
}

}  // namespace latchkey::bench
