#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::laboratory {

/// Cuts what a server sends over a WebSocket into its frames, which are not masked (RFC 6455, 5.2).
class FrameCutter {
 public:
  void add(std::string_view bytes) { unread_ += bytes; }
  /// The next whole frame as it came, head included; none while it is not there.
  std::optional<std::string> next();
  /// What has come of a frame that is not whole.
  [[nodiscard]] const std::string& rest() const { return unread_; }

 private:
  std::string unread_;
};

/// Where its payload begins.
std::size_t payload_at(std::string_view frame);

bool is_text(std::string_view frame);

/// One whole text frame with this payload.
std::string text_frame(std::string_view payload);

}  // namespace latchkey::laboratory
