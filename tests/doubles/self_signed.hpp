#pragma once

#include <string>

namespace latchkey::doubles {

struct SelfSigned {
  std::string certificate_pem;
  std::string key_pem;
};

/// A certificate for `subject_alt_name` ("IP:127.0.0.1,DNS:localhost") that is its own authority
/// and is valid from a day ago for so many seconds (negative: expired already).
SelfSigned create_self_signed(const std::string& subject_alt_name, long valid_seconds_from_now);

}  // namespace latchkey::doubles
