#include "adapters/gitlab/next_link.hpp"

#include <gtest/gtest.h>

namespace latchkey::gitlab {
namespace {

TEST(NextLink, FindsTheNextPageAmongOtherLinks) {
  EXPECT_EQ(next_link(R"(<https://a.example/x?page=1>; rel="prev", <https://a.example/x?page=3>; )"
                      R"(rel="next", <https://a.example/x?page=1>; rel="first")"),
            "https://a.example/x?page=3");
  EXPECT_EQ(next_link(R"(<https://a.example/x?ids=1,2>; rel="next")"),
            "https://a.example/x?ids=1,2");
}

TEST(NextLink, IsNothingOnTheLastPageAndInNonsense) {
  EXPECT_EQ(next_link(R"(<https://a.example/x?page=1>; rel="first")"), "");
  EXPECT_EQ(next_link(""), "");
  EXPECT_EQ(next_link("<"), "");
  EXPECT_EQ(next_link("rel=\"next\""), "");
  EXPECT_EQ(next_link("<<>>;;rel"), "");
}

}  // namespace
}  // namespace latchkey::gitlab
