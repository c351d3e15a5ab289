// TLS 1.2 is the oldest version that is spoken (RFC 8996 retires the others).
#include "adapters/http/http_client.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <string>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using doubles::Certificate;
using doubles::LoopbackServer;

/// This version and no other. At security level 0, for the older ones sign with SHA-1.
void speak_only(ssl_ctx_st* context, int version) {
  SSL_CTX_set_min_proto_version(context, version);
  SSL_CTX_set_max_proto_version(context, version);
  SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0");
}

doubles::TlsSetup only(int version) {
  return [version](ssl_ctx_st* context) { speak_only(context, version); };
}

Expected<Response> get(const LoopbackServer& server) {
  asio::io_context io{1};
  const auto client = create_client(io.get_executor(),
                                    {.authorities = TrustedAuthorities{server.certificate_file()}});
  return doubles::await(client->send("Mailgun", {.url = server.url()}), io);
}

/// Would somebody who is less particular be served?
boost::system::error_code lax_handshake(const LoopbackServer& server, int version) {
  asio::io_context io;
  asio::ssl::context context{asio::ssl::context::tls_client};
  speak_only(context.native_handle(), version);
  asio::ssl::stream<asio::ip::tcp::socket> stream{io, context};
  stream.lowest_layer().connect({asio::ip::address_v4::loopback(), server.port()});
  boost::system::error_code failed;
  stream.handshake(asio::ssl::stream_base::client, failed);
  return failed;
}

TEST(TlsVersions, BeforeOneTwoAreRefused) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    const LoopbackServer server{{doubles::answer(200, "")}, Certificate::good, only(version)};
    EXPECT_FALSE(lax_handshake(server, version)) << "the server does speak it";
    const auto answer = get(server);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(answer.error().what.rfind("Mailgun: no TLS connection: ", 0), 0U)
        << answer.error().what;
    EXPECT_TRUE(server.requests().empty());
  }
}

TEST(TlsVersions, FromOneTwoOnAreSpoken) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const LoopbackServer server{{doubles::answer(200, "")}, Certificate::good, only(version)};
    const auto answer = get(server);
    EXPECT_TRUE(answer) << answer.error().what;
  }
}

}  // namespace
}  // namespace latchkey::http
