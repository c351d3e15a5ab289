#pragma once

#include <string>

namespace latchkey::sandbox {

/// What a client sends: masked, with the mask "abcd" (RFC 6455, 5.3). `payload` is shorter than
/// 64 KiB.
inline std::string client_frame(unsigned first_byte, const std::string& payload) {
  std::string frame{static_cast<char>(first_byte)};
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80 | payload.size());
  } else {
    frame += static_cast<char>(0xFE);
    frame += static_cast<char>(payload.size() >> 8);
    frame += static_cast<char>(payload.size() & 0xFF);
  }
  frame += "abcd";
  for (std::size_t i = 0; i < payload.size(); ++i) {
    frame += static_cast<char>(payload[i] ^ "abcd"[i % 4]);
  }
  return frame;
}

}  // namespace latchkey::sandbox
