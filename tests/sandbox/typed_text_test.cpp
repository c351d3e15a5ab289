// Guards against texts that reach the app in a form that Slack would never send.
#include "deploy/sandbox/typed_text.hpp"

#include "deploy/sandbox/page_files.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

class TypedTextTest : public testing::Test {
 protected:
  TypedText rewrite(std::string_view typed) {
    return rewrite_typed_text(typed, workspace, "U0LATCHKEY");
  }

  Scenario scenario = parse_scenario(embedded_file("scenario_default.json"), TimePoint{});
  Workspace workspace{scenario};
};

TEST_F(TypedTextTest, WrapsAddresses) {
  EXPECT_EQ(rewrite("ask (jane.doe+x@acme.example), please").text,
            "ask (<mailto:jane.doe+x@acme.example|jane.doe+x@acme.example>), please");
}

TEST_F(TypedTextTest, LeavesWhatIsNoAddress) {
  EXPECT_EQ(rewrite("a@b @ x@ @y a@b@c.example").text, "a@b @ x@ @y a@b@c.example");
}

TEST_F(TypedTextTest, WrapsMentionsOfTheBotAndOfGroups) {
  const TypedText typed = rewrite("@Latchkey tell @support-oncall and @lena in #support");
  EXPECT_TRUE(typed.mentions_bot);
  EXPECT_EQ(typed.text,
            "<@U0LATCHKEY> tell <!subteam^S0ONCALL|@support-oncall> and <@U0LENA> in "
            "<#C0SUPPORT|support>");
}

TEST_F(TypedTextTest, EscapesWhatPeopleType) {
  EXPECT_EQ(rewrite("<!channel> & <mailto:a@b.example|x>").text,
            "&lt;!channel&gt; &amp; &lt;mailto:a@b.example|x&gt;");
}

TEST_F(TypedTextTest, WrapsLinks) {
  EXPECT_EQ(rewrite("see https://x.example/?a=1&b=2.").text,
            "see <https://x.example/?a=1&amp;b=2>.");
}

TEST_F(TypedTextTest, SplitsTheSameUpAsRichText) {
  const Json elements = rewrite("hi jane@acme.example").rich_text_block["elements"][0]["elements"];
  ASSERT_EQ(elements.size(), 2U);
  EXPECT_EQ(elements[0], (Json{{"type", "text"}, {"text", "hi "}}));
  EXPECT_EQ(elements[1]["url"], "mailto:jane@acme.example");
  EXPECT_EQ(elements[1]["unsafe"], true);
}

}  // namespace
}  // namespace latchkey::sandbox
