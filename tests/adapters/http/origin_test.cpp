#include "adapters/http/origin.hpp"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

TEST(SameOrigin, ComparesSchemeHostAndPort) {
  EXPECT_TRUE(same_origin("https://a.example/x?y", "https://A.example:443"));
  EXPECT_TRUE(same_origin("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/b"));
  EXPECT_FALSE(same_origin("https://a.example", "http://a.example"));
  EXPECT_FALSE(same_origin("https://a.example", "https://a.example:8443"));
  EXPECT_FALSE(same_origin("https://a.example", "https://a.example.evil.example"));
  EXPECT_FALSE(same_origin("https://a.example", "https://b.a.example"));
}

// A browser's tricks with user names, other schemes and no host at all.
TEST(SameOrigin, IsFalseForWhatIsNoPlainWebAddress) {
  EXPECT_FALSE(same_origin("https://a.example@evil.example", "https://evil.example"));
  EXPECT_FALSE(same_origin("ftp://a.example", "ftp://a.example"));
  EXPECT_FALSE(same_origin("javascript:alert(1)", "javascript:alert(1)"));
  EXPECT_FALSE(same_origin("https:///x", "https:///x"));
  EXPECT_FALSE(same_origin("", ""));
  EXPECT_FALSE(same_origin("/x", "/x"));
}

TEST(ResolveUrl, ReadsReferencesAsABrowserDoes) {
  const auto page = "https://a.example/customers/confirmation/new?x=1#top";
  EXPECT_EQ(resolve_url(page, "/customers/sign_in"), "https://a.example/customers/sign_in");
  EXPECT_EQ(resolve_url(page, "edit"), "https://a.example/customers/confirmation/edit");
  EXPECT_EQ(resolve_url(page, "//b.example/x"), "https://b.example/x");
  EXPECT_EQ(resolve_url(page, "http://b.example/#y"), "http://b.example/");
  EXPECT_EQ(resolve_url(page, ""), "https://a.example/customers/confirmation/new?x=1");
  EXPECT_EQ(resolve_url(page, "::: "), std::nullopt);
  EXPECT_EQ(resolve_url("no page", "/x"), std::nullopt);
}

TEST(HostOf, IsForSentences) {
  EXPECT_EQ(host_of("https://a.example/x"), "a.example");
  EXPECT_EQ(host_of("http://127.0.0.1:8080"), "127.0.0.1:8080");
  EXPECT_EQ(host_of("/x"), "no host");
  EXPECT_EQ(host_of("https://user:secret@a.example/"), "a.example") << "no credentials";
}

}  // namespace
}  // namespace latchkey::http
