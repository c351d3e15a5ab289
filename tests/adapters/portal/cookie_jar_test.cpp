#include "adapters/portal/cookie_jar.hpp"

#include <gtest/gtest.h>

namespace latchkey::portal {
namespace {

TEST(CookieJar, KeepsEveryCookieAndReplacesWhatComesAgain) {
  CookieJar cookies;
  EXPECT_EQ(cookies.header(), "");
  cookies.keep({200,
                {{"Set-Cookie", "_portal_session=first%3D%3D; path=/; HttpOnly; SameSite=Lax"},
                 {"set-cookie", "locale=en"}},
                ""});
  EXPECT_EQ(cookies.header(), "_portal_session=first%3D%3D; locale=en");
  cookies.keep({302, {{"Set-Cookie", "_portal_session=second=="}}, ""});
  EXPECT_EQ(cookies.header(), "_portal_session=second==; locale=en");
}

TEST(CookieJar, IgnoresWhatIsNoCookie) {
  CookieJar cookies;
  cookies.keep(
      {200, {{"Set-Cookie", "nothing"}, {"Set-Cookie", "=value"}, {"Set-Cookie", ""}}, ""});
  EXPECT_EQ(cookies.header(), "");
}

TEST(CookieJar, KeepsFiftyAndNoMore) {
  CookieJar cookies;
  http::Response many;
  for (int i = 0; i < 60; ++i)
    many.headers.emplace_back("Set-Cookie", "c" + std::to_string(i) + "=1");
  cookies.keep(many);
  cookies.keep({200, {{"Set-Cookie", "c0=new"}}, ""});
  const auto header = cookies.header();
  EXPECT_EQ(std::count(header.begin(), header.end(), ';'), 49);
  EXPECT_NE(header.find("c0=new"), std::string::npos);
}

}  // namespace
}  // namespace latchkey::portal
