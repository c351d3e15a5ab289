#include "adapters/http/text_frame.hpp"

#include <array>
#include <cstddef>

namespace latchkey::http {
namespace {

void append_big_endian(std::string& bytes, std::uint64_t value, int size) {
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
  }
}

/// The shortest of the three forms, as the RFC asks.
void append_length(std::string& bytes, std::size_t length) {
  constexpr unsigned char k_masked = 0x80;
  constexpr unsigned char k_two_bytes_follow = 126;
  constexpr unsigned char k_eight_bytes_follow = 127;
  if (length < k_two_bytes_follow) {
    bytes += static_cast<char>(k_masked | length);
  } else if (length <= 0xFFFF) {
    bytes += static_cast<char>(k_masked | k_two_bytes_follow);
    append_big_endian(bytes, length, 2);
  } else {
    bytes += static_cast<char>(k_masked | k_eight_bytes_follow);
    append_big_endian(bytes, length, 8);
  }
}

}  // namespace

void append_text_frame(std::string& bytes, std::string_view text, std::uint32_t key) {
  constexpr std::size_t k_longest_head = 14;
  constexpr unsigned char k_last_frame_of_text = 0x81;
  bytes.reserve(bytes.size() + k_longest_head + text.size());
  bytes += static_cast<char>(k_last_frame_of_text);
  append_length(bytes, text.size());
  const auto key_at = bytes.size();
  append_big_endian(bytes, key, 4);
  const std::array<char, 4> mask{bytes[key_at], bytes[key_at + 1], bytes[key_at + 2],
                                 bytes[key_at + 3]};
  const auto text_at = bytes.size();
  bytes += text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bytes[text_at + i] = static_cast<char>(bytes[text_at + i] ^ mask[i % 4]);
  }
}

}  // namespace latchkey::http
