#include "adapters/http/http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

TEST(Response, FindsHeadersWithoutRegardToCase) {
  const Response response{
      .status = 200,
      .headers = {{"Set-Cookie", "a=1"}, {"X-Other", "2"}, {"set-cookie", "b=3"}},
      .body = ""};
  EXPECT_EQ(response.header("x-OTHER"), "2");
  EXPECT_EQ(response.header("SET-COOKIE"), "a=1");
  EXPECT_EQ(response.header("Location"), std::nullopt);
  EXPECT_THAT(response.all_headers("Set-Cookie"), testing::ElementsAre("a=1", "b=3"));
}

}  // namespace
}  // namespace latchkey::http
