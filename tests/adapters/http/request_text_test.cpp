#include "adapters/http/request_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::http {
namespace {

std::string text(const Request& request) {
  return request_text(request, http_endpoint(request.url).value()).value();
}

TEST(RequestText, OfAGet) {
  EXPECT_EQ(text({.url = "https://api.example:8443/v3/events?limit=300",
                  .headers = {{"Authorization", "Bearer t"}, {"Accept", "text/html"}}}),
            "GET /v3/events?limit=300 HTTP/1.1\r\n"
            "Host: api.example:8443\r\n"
            "User-Agent: Latchkey\r\n"
            "Authorization: Bearer t\r\n"
            "Accept: text/html\r\n\r\n");
}

TEST(RequestText, OfAPost) {
  EXPECT_EQ(text({.method = Method::post, .url = "https://api.example/", .body = "a=b"}),
            "POST / HTTP/1.1\r\nHost: api.example\r\nUser-Agent: Latchkey\r\n"
            "Content-Length: 3\r\n\r\na=b");
}

// Without a length, a server would wait for a body or refuse the request (411).
TEST(RequestText, SaysThatThePostIsEmpty) {
  EXPECT_EQ(text({.method = Method::post, .url = "https://api.example/"}),
            "POST / HTTP/1.1\r\nHost: api.example\r\nUser-Agent: Latchkey\r\n"
            "Content-Length: 0\r\n\r\n");
}

TEST(RequestText, OfADelete) {
  EXPECT_EQ(
      text({.method = Method::remove, .url = "https://api.example/v3/d/bounces/a%40b.example"}),
      "DELETE /v3/d/bounces/a%40b.example HTTP/1.1\r\nHost: api.example\r\n"
      "User-Agent: Latchkey\r\n\r\n");
}

TEST(RequestText, SaysThatTheConnectionIsNotUsedAgain) {
  EXPECT_EQ(text({.url = "https://api.example/", .fresh_connection = true}),
            "GET / HTTP/1.1\r\nHost: api.example\r\nUser-Agent: Latchkey\r\n"
            "Connection: close\r\n\r\n");
}

TEST(RequestText, RefusesAHeaderThatWouldBeTwo) {
  for (const Headers& headers :
       {Headers{{"Authorization", "Bearer t\n"}},
        Headers{{"Authorization", "Bearer t\r\nX-Forged: 1"}}, Headers{{"X\r\nX-Forged", "1"}}}) {
    const Request request{.url = "https://api.example/", .headers = headers};
    const auto refused = request_text(request, http_endpoint(request.url).value());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  }
}

}  // namespace
}  // namespace latchkey::http
