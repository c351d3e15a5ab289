#pragma once
#include "deploy/sandbox/socket_mode_hub.hpp"

#include <string>
#include <vector>

namespace latchkey::sandbox {

/// A Socket Mode connection that only remembers what was sent on it.
class RecordedLink : public SocketModeLink {
 public:
  void send_text(std::string text) override { frames.push_back(Json::parse(text)); }
  void close(std::uint16_t code, std::string) override { close_code = code; }

  /// The newest envelope's id.
  [[nodiscard]] std::string envelope_id() const {
    return frames.empty() ? "" : text_at(frames.back(), "envelope_id");
  }

  std::vector<Json> frames;
  int close_code = 0;
};

/// An acknowledgement as an app writes it.
inline std::string ack(const std::string& envelope_id, const Json& payload = nullptr) {
  Json frame{{"envelope_id", envelope_id}};
  if (!payload.is_null()) frame["payload"] = payload;
  return frame.dump();
}

}  // namespace latchkey::sandbox
