#include "adapters/storage/audit_chain.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <new>
#include <string_view>

namespace latchkey::storage {
namespace {

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

std::string hex(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    text += k_digits[bytes[i] >> 4U];
    text += k_digits[bytes[i] & 0xFU];
  }
  return text;
}

/// Each with its length before it, so that no two lists of fields read the same.
std::string framed(std::initializer_list<std::string_view> fields) {
  std::string bytes;
  for (const auto field : fields) {
    bytes += std::to_string(field.size()) + ":";
    bytes += field;
  }
  return bytes;
}

std::string hmac(const std::string& bytes, const Secret& key) {
  Digest digest{};
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto& secret = key.reveal();
  const auto* made = HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), data,
                          bytes.size(), digest.data(), nullptr);
  if (made == nullptr) throw std::bad_alloc{};  // the one way in which it fails
  return hex(digest.data(), digest.size());
}

template <std::size_t Count>
std::string random_hex() {
  std::array<unsigned char, Count> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(Count)) != 1) throw std::bad_alloc{};
  return hex(bytes.data(), bytes.size());
}

}  // namespace

std::string random_key() {
  return random_hex<32>();
}

std::string random_salt() {
  return random_hex<16>();
}

std::string commitment_of(const AuditRow& row) {
  const auto bytes = framed({row.salt, row.customer, row.words});
  Digest digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return hex(digest.data(), digest.size());
}

std::string link_of(const AuditRow& row, const std::string& previous, const Secret& key) {
  const auto number = std::to_string(row.number);
  const auto at = std::to_string(row.at);
  return hmac(framed({"entry", previous, number, at, row.action, row.by, row.channel, row.service,
                      row.diagnosis, row.subject, row.result, row.event, row.commitment}),
              key);
}

std::string customer_digest(const EmailAddress& customer, const Secret& key) {
  return hmac(framed({"customer", customer.full()}), key);
}

}  // namespace latchkey::storage
