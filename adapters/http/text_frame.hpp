#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace latchkey::http {

/// Appends `text` to `bytes` as a client's whole text message in one single frame, masked with
/// `key` (RFC 6455, 5.2 and 5.3). Slack's server does not join continuation frames (slack-go
/// #1196).
void append_text_frame(std::string& bytes, std::string_view text, std::uint32_t key);

}  // namespace latchkey::http
