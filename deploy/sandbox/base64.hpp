#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::sandbox {

/// Base64 with "+/" and padding (RFC 4648, section 4).
std::string base64(std::string_view bytes);
/// Base64 with "-_" and no padding (RFC 4648, section 5), as Rails and opaque tokens use it.
std::string base64_url(std::string_view bytes);
/// Reads either alphabet, with or without padding.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace latchkey::sandbox
