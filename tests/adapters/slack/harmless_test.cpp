#include "adapters/slack/mrkdwn.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

// A customer's name or a mail subject can hold anything; it must neither ping nor format.
TEST(Harmless, PingsNobodyAndForgesNoLink) {
  EXPECT_EQ(harmless("<!channel> & <@U1>"), "&lt;!channel&gt; &amp; &lt;@U1&gt;");
  EXPECT_EQ(harmless("<https://evil.example|bank.example>"),
            "&lt;https://evil.example|bank.example&gt;");
  EXPECT_EQ(harmless("&lt;!here&gt;"), "&amp;lt;!here&amp;gt;");
}

TEST(Harmless, DoesNotFormat) {
  EXPECT_EQ(harmless("*bold* _it_ ~no~ `code`"),
            "\u2217bold\u2217 \uFF3Fit\uFF3F \u223Cno\u223C \u02CBcode\u02CB");
  EXPECT_EQ(harmless("> quote\n> again"), "\u200B&gt; quote\n\u200B&gt; again");
  EXPECT_EQ(harmless("```"), "\u02CB\u02CB\u02CB");
}

TEST(Harmless, LeavesAnAddressAsItIs) {
  EXPECT_EQ(harmless("jane_doe*x@acme.example"), "jane_doe*x@acme.example");
}

TEST(Harmless, TakesControlCharactersOut) {
  EXPECT_EQ(harmless(std::string{"a\0b\x1b[31m\tc\x7f", 11}), "a b [31m c ");
  EXPECT_EQ(harmless("a\u202Eb\u2066c\u0085d"), "a b c d");
  EXPECT_EQ(harmless("a\nb"), "a\nb");
}

TEST(Harmless, SurvivesBytesThatAreNotUtf8) {
  EXPECT_EQ(harmless("\x80<\xff"), "\x80&lt;\xff");
}

TEST(HarmlessInCode, ReplacesTheBacktickOnly) {
  EXPECT_EQ(harmless_in_code("_a_ `b` <c>"), "_a_ \u02CBb\u02CB &lt;c&gt;");
}

}  // namespace
}  // namespace latchkey::slack
