#pragma once

#include <string>
#include <string_view>

namespace latchkey::http {

/// The value of a header that authorizes by user and password (RFC 7617): "Basic …".
std::string basic_authorization(std::string_view user, std::string_view password);

}  // namespace latchkey::http
