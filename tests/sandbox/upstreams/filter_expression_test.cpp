// Guards against a filter that is exact, which would hide a client that trusts it.
#include "deploy/sandbox/upstreams/filter_expression.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

TEST(FilterExpression, FindsALiteralAndItsNeighbours) {
  const char* wanted = "\"jane.doe@acme.example\"";
  EXPECT_TRUE(matches_filter(wanted, "jane.doe@acme.example"));
  EXPECT_TRUE(matches_filter(wanted, "Jane_Doe@acme.example"));
  EXPECT_TRUE(matches_filter(wanted, "mary-jane.doe@acme.example"));
  EXPECT_FALSE(matches_filter(wanted, "jane@acme.example"));
  EXPECT_FALSE(matches_filter(wanted, "doe.jane@acme.example"));
}

TEST(FilterExpression, IsALanguage) {
  EXPECT_TRUE(matches_filter("delivered OR failed", "failed"));
  EXPECT_FALSE(matches_filter("delivered AND failed", "failed"));
  EXPECT_TRUE(matches_filter("NOT delivered", "failed"));
  EXPECT_TRUE(matches_filter("(a OR b) c", "b c"));
  EXPECT_TRUE(matches_filter("a b", "b and a"));
}

TEST(FilterExpression, SurvivesWhatIsNone) {
  for (const char* text : {"", "(", "((", ")", "\"", "OR", "AND", "a )b", "\xff"}) {
    EXPECT_FALSE(matches_filter(text, "zzz") && matches_filter(text, "")) << text;
  }
}

}  // namespace
}  // namespace latchkey::sandbox
