#include "core/base/letter_case.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

TEST(LetterCase, ConcernsAsciiLettersAlone) {
  EXPECT_EQ(in_lower_case("Jane.DOE+Az@[ACME]_Ü"), "jane.doe+az@[acme]_Ü");
  EXPECT_EQ(in_lower_case(""), "");
}

TEST(LetterCase, DoesNotCountInAComparison) {
  EXPECT_TRUE(same_but_for_case("GitLab.com", "gitlab.COM"));
  EXPECT_FALSE(same_but_for_case("GitLab.com", "GitLab.co"));
  EXPECT_FALSE(same_but_for_case("[", "{")) << "these differ in the bit that tells letters apart";
}

}  // namespace
}  // namespace latchkey
