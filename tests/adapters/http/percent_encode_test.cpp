#include "adapters/http/http_client.hpp"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

TEST(PercentEncode, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("jane+tag@acme.example"), "jane%2Btag%40acme.example");
  EXPECT_EQ(percent_encode("a b&c=d/é%"), "a%20b%26c%3Dd%2F%C3%A9%25");
}

TEST(FormEncode, JoinsFieldsInTheirOrder) {
  EXPECT_EQ(form_encode({{"email", "a+b@c.example"}, {"x[y]", ""}}),
            "email=a%2Bb%40c.example&x%5By%5D=");
  EXPECT_EQ(form_encode({}), "");
}

}  // namespace
}  // namespace latchkey::http
