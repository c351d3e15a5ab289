#include "adapters/portal/more_pages.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::portal {
namespace {

using nlohmann::json;

TEST(MorePages, AreNamedInTheCommonWays) {
  for (const char* answer :
       {R"({"next":"/customers?page=2"})", R"({"next_page":2})", R"({"has_more":true})",
        R"({"links":{"next":"x"}})", R"({"_links":{"next":{"href":"x"}}})",
        R"({"meta":{"next_cursor":"abc"}})", R"({"pagination":{"next_page_url":"x"}})"}) {
    EXPECT_TRUE(names_more_pages({200, {}, ""}, json::parse(answer))) << answer;
  }
  EXPECT_TRUE(names_more_pages({200, {{"Link", "<x?page=2>; rel=\"next\""}}, ""}, json::array()));
  EXPECT_TRUE(names_more_pages({200, {{"X-Next-Page", "2"}}, ""}, json::array()));
}

TEST(MorePages, AreNoneOnTheLastPage) {
  for (const char* answer :
       {"[]", "{}", "5", R"({"next":null})", R"({"next":""})", R"({"has_more":false})",
        R"({"links":{"next":null,"prev":"x"}})", R"({"meta":[]})", R"({"_links":{"next":{}}})"}) {
    EXPECT_FALSE(names_more_pages({200, {}, ""}, json::parse(answer))) << answer;
  }
  EXPECT_FALSE(names_more_pages({200, {{"Link", "<x>; rel=\"prev\""}}, ""}, json::array()));
  EXPECT_FALSE(names_more_pages({200, {{"X-Next-Page", ""}}, ""}, json::array()));
}

}  // namespace
}  // namespace latchkey::portal
