#include "adapters/http/trusted_authorities.hpp"

#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <boost/asio/ssl/context.hpp>

#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>

namespace latchkey::http {
namespace {

using doubles::Certificate;
using doubles::LoopbackServer;

/// Which file OpenSSL takes for the system's bundle, until the end of a test.
class SystemBundle {
 public:
  explicit SystemBundle(const std::string& file) {
    if (const char* before = std::getenv(k_variable)) before_ = before;
    ::setenv(k_variable, file.c_str(), 1);
  }
  ~SystemBundle() {
    if (before_) {
      ::setenv(k_variable, before_->c_str(), 1);
    } else {
      ::unsetenv(k_variable);
    }
  }
  SystemBundle(const SystemBundle&) = delete;
  SystemBundle& operator=(const SystemBundle&) = delete;

 private:
  static constexpr const char* k_variable = "SSL_CERT_FILE";
  std::optional<std::string> before_;
};

std::size_t authorities_in(const TrustedAuthorities& authorities) {
  auto* store = SSL_CTX_get_cert_store(authorities.tls_context().native_handle());
  return static_cast<std::size_t>(sk_X509_OBJECT_num(X509_STORE_get0_objects(store)));
}

const LoopbackServer& someone() {
  static const LoopbackServer server{{doubles::answer(200, "")}, Certificate::good};
  return server;
}

const LoopbackServer& someone_else() {
  static const LoopbackServer server{{doubles::answer(200, "")}, Certificate::good};
  return server;
}

TEST(TrustedAuthorities, AreThoseOfTheSystemAndOfTheFile) {
  const SystemBundle bundle{someone().certificate_file()};
  EXPECT_EQ(authorities_in(TrustedAuthorities{}), 1U);
  EXPECT_EQ(authorities_in(TrustedAuthorities{someone_else().certificate_file()}), 2U);
}

// The bundle takes tens of milliseconds, which a start against plain loopback does not have.
TEST(TrustedAuthorities, AreLoadedWhenTheyAreFirstNeeded) {
  const TrustedAuthorities authorities;
  const SystemBundle bundle{someone().certificate_file()};
  EXPECT_EQ(authorities_in(authorities), 1U);
}

TEST(TrustedAuthorities, AreLoadedOnceForAllCopies) {
  const TrustedAuthorities authorities{someone().certificate_file()};
  // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): the copy is what is tested.
  const TrustedAuthorities copy = authorities;
  EXPECT_EQ(&copy.tls_context(), &authorities.tls_context());
}

/// What is wrong with a file; empty where nothing is.
std::string complaint_about(const std::string& file) {
  try {
    const TrustedAuthorities authorities{file};
    return "";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

// A program that trusts less than its operator meant must not start.
TEST(TrustedAuthorities, OfAFileAreReadAtOnce) {
  EXPECT_EQ(complaint_about("/nonexistent.pem"),
            "tls.ca_file /nonexistent.pem: No such file or directory");
  EXPECT_EQ(complaint_about("/etc/hostname"),
            "tls.ca_file /etc/hostname: no certificate or crl found");
  EXPECT_NE(complaint_about("/etc"), "");
}

}  // namespace
}  // namespace latchkey::http
