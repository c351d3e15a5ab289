#include "deploy/sandbox/upstreams/portal_sessions.hpp"

#include "deploy/sandbox/base64.hpp"
#include "deploy/sandbox/random_id.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace latchkey::sandbox {
namespace {

constexpr const char* k_cookie = "_customers_session";
constexpr std::size_t k_sessions =
    2000;  // the oldest are forgotten, as if their cookie had been lost
constexpr std::size_t k_secret_bytes = 32;

std::string cookie_value(const std::string& header) {
  const std::string name = std::string(k_cookie) + "=";
  std::size_t start = 0;
  while (start < header.size()) {
    const auto end = std::min(header.find(';', start), header.size());
    auto first = header.find_first_not_of(' ', start);
    if (first != std::string::npos && header.compare(first, name.size(), name) == 0) {
      return header.substr(first + name.size(), end - first - name.size());
    }
    start = end + 1;
  }
  return {};
}

/// Rails: HMAC-SHA256 of "path#method" for a form, of "!real_csrf_token" for the page's head.
std::string unmasked_token(const PortalSession& session, const std::string& action) {
  const std::string text = action.empty() ? "!real_csrf_token" : action + "#post";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  HMAC(EVP_sha256(), session.csrf_secret.data(), static_cast<int>(session.csrf_secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
  return {reinterpret_cast<const char*>(digest.data()), length};
}

std::string exclusive_or(std::string left, const std::string& right) {
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = static_cast<char>(left[i] ^ right[i]);
  return left;
}

}  // namespace

PortalSession PortalSessions::open(const std::string& cookie_header) {
  const auto found = saved_.find(cookie_value(cookie_header));
  if (found != saved_.end()) return found->second;
  return {random_bytes(k_secret_bytes), ""};
}

std::string PortalSessions::save(const PortalSession& session) {
  if (order_.size() >= k_sessions) {
    saved_.erase(order_.front());
    order_.pop_front();
  }
  std::string value = base64_url(random_bytes(48));
  saved_[value] = session;
  order_.push_back(value);
  return std::string(k_cookie) + "=" + value + "; path=/; HttpOnly; SameSite=Lax";
}

std::string csrf_token(const PortalSession& session, const std::string& action) {
  const std::string mask = random_bytes(k_secret_bytes);
  return base64_url(mask + exclusive_or(unmasked_token(session, action), mask));
}

bool is_csrf_token(const PortalSession& session, const std::string& action,
                   const std::string& token) {
  const auto bytes = base64_decode(token);
  if (!bytes || bytes->size() != 2 * k_secret_bytes) return false;
  const std::string unmasked =
      exclusive_or(bytes->substr(k_secret_bytes), bytes->substr(0, k_secret_bytes));
  return unmasked == unmasked_token(session, action) || unmasked == unmasked_token(session, "");
}

}  // namespace latchkey::sandbox
