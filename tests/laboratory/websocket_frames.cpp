#include "tests/laboratory/websocket_frames.hpp"

#include <cstdint>

namespace latchkey::laboratory {
namespace {

constexpr unsigned k_two_bytes_follow = 126;
constexpr unsigned k_eight_bytes_follow = 127;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes.at(at));
}

/// The payload's length; the head is there.
std::uint64_t length_of(std::string_view frame) {
  const unsigned shortly = byte_at(frame, 1) & 0x7FU;
  if (shortly < k_two_bytes_follow) return shortly;
  std::uint64_t length = 0;
  for (std::size_t i = 2; i < payload_at(frame); ++i) length = length << 8U | byte_at(frame, i);
  return length;
}

}  // namespace

std::size_t payload_at(std::string_view frame) {
  const unsigned shortly = byte_at(frame, 1) & 0x7FU;
  if (shortly == k_two_bytes_follow) return 4;
  return shortly == k_eight_bytes_follow ? 10 : 2;
}

std::optional<std::string> FrameCutter::next() {
  if (unread_.size() < 2 || unread_.size() < payload_at(unread_)) return {};
  const std::size_t size = payload_at(unread_) + length_of(unread_);
  if (unread_.size() < size) return {};
  std::string frame = unread_.substr(0, size);
  unread_.erase(0, size);
  return frame;
}

bool is_text(std::string_view frame) {
  return (byte_at(frame, 0) & 0x0FU) == 1;
}

std::string text_frame(std::string_view payload) {
  std::string frame = "\x81";
  std::uint64_t length = payload.size();
  if (length < k_two_bytes_follow) {
    frame += static_cast<char>(length);
  } else if (length <= 0xFFFF) {
    frame += static_cast<char>(k_two_bytes_follow);
    frame += static_cast<char>(length >> 8U);
    frame += static_cast<char>(length & 0xFFU);
  } else {
    frame += static_cast<char>(k_eight_bytes_follow);
    for (int shift = 56; shift >= 0; shift -= 8) frame += static_cast<char>(length >> shift & 0xFF);
  }
  frame += payload;
  return frame;
}

}  // namespace latchkey::laboratory
