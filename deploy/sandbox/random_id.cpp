#include "deploy/sandbox/random_id.hpp"

#include <openssl/rand.h>

#include <stdexcept>

namespace latchkey::sandbox {

std::string random_bytes(std::size_t length) {
  std::string bytes(length, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(length)) != 1) {
    throw std::runtime_error("OpenSSL has no randomness");
  }
  return bytes;
}

std::string random_id(std::size_t length) {
  static constexpr char k_alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string id = random_bytes(length);
  for (char& c : id) c = k_alphabet[static_cast<unsigned char>(c) % 36];
  return id;
}

std::string random_uuid() {
  static constexpr char k_hex[] = "0123456789abcdef";
  const std::string bytes = random_bytes(16);
  std::string uuid;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) uuid += '-';
    auto byte = static_cast<unsigned char>(bytes[i]);
    if (i == 6) byte = static_cast<unsigned char>((byte & 0x0F) | 0x40);
    if (i == 8) byte = static_cast<unsigned char>((byte & 0x3F) | 0x80);
    uuid += k_hex[byte >> 4];
    uuid += k_hex[byte & 0x0F];
  }
  return uuid;
}

}  // namespace latchkey::sandbox
