#pragma once
#include <cstddef>
#include <string>

namespace latchkey::sandbox {

/// `length` random characters of 0-9A-Z, for ids in Slack's style.
std::string random_id(std::size_t length);

/// `length` random bytes from OpenSSL's generator, for tokens.
std::string random_bytes(std::size_t length);

/// A random UUID (version 4), as envelope ids are.
std::string random_uuid();

}  // namespace latchkey::sandbox
