#include "adapters/slack/mrkdwn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Le;
using testing::SizeIs;

constexpr std::size_t k_longest = 3'000;

std::string one(const chat::Text& text) {
  const auto pieces = mrkdwn_pieces(text, k_longest);
  EXPECT_THAT(pieces, SizeIs(1));
  return pieces.empty() ? "" : pieces.front();
}

TEST(Mrkdwn, WritesEachKindOfSpan) {
  using std::chrono::seconds;
  const TimePoint at{seconds{1763798400}};
  EXPECT_EQ(one({chat::plain("plain & simple")}), "plain &amp; simple");
  EXPECT_EQ(one({chat::bold("bold")}), "*bold*");
  EXPECT_EQ(one({chat::code("550 5.1.1")}), "`550 5.1.1`");
  EXPECT_EQ(one({chat::link("open", "https://x.example/a?b=c&d=<e>|f g")}),
            "<https://x.example/a?b=c&amp;d=%3Ce%3E%7Cf%20g|open>");
  EXPECT_EQ(one({chat::user("U0DANA")}), "<@U0DANA>");
  EXPECT_EQ(one({{.kind = chat::Span::Kind::group, .text = "S0TEAM"}}), "<!subteam^S0TEAM>");
  EXPECT_EQ(one({chat::date(at)}),
            "<!date^1763798400^{date_short_pretty} {time}|2025-11-22 08:00 UTC>");
  EXPECT_EQ(one({chat::plain("it says"), {.kind = chat::Span::Kind::quote, .text = "no\nway"}}),
            "it says\n> no\n> way");
}

TEST(Mrkdwn, LetsNothingBreakOutOfASpan) {
  EXPECT_EQ(one({chat::code("a`b <!channel>\n*c*")}), "`a\u02CBb &lt;!channel&gt; *c*`");
  EXPECT_EQ(one({chat::bold("a* <@U1>")}), "*a\u2217 &lt;@U1&gt;*");
  EXPECT_EQ(one({chat::link("a>b", "https://x.example")}), "<https://x.example|a&gt;b>");
  EXPECT_EQ(one({chat::user("U1> <!channel")}), "U1&gt; &lt;!channel");
  EXPECT_EQ(one({{.kind = chat::Span::Kind::group, .text = "here>"}}), "here&gt;");
}

TEST(Mrkdwn, LinksToWebPagesOnly) {
  EXPECT_EQ(one({chat::link("open", "javascript:alert(1)")}), "open");
  EXPECT_EQ(one({chat::link("open", "https://x.example/\n<!channel>")}), "open");
  EXPECT_EQ(one({chat::link("open", "https://x.example/" + std::string(3'000, 'a'))}), "open");
}

TEST(Mrkdwn, ShowsNothingForNothing) {
  EXPECT_THAT(mrkdwn_pieces({}, k_longest), SizeIs(0));
  EXPECT_THAT(mrkdwn_pieces({chat::plain(" \n "), chat::code(""), chat::bold("  ")}, k_longest),
              SizeIs(0));
}

TEST(Mrkdwn, SplitsALongTextBetweenWords) {
  EXPECT_THAT(mrkdwn_pieces({chat::plain("one two three four")}, 9),
              ElementsAre("one two", "three", "four"));
}

TEST(Mrkdwn, NeverSplitsASpanACharacterOrAnEntity) {
  chat::Text text;
  for (int i = 0; i < 100; ++i) {
    text.push_back(chat::plain(std::string(199, '&') + "ä"));
    text.push_back(chat::code(std::string(5'000, 'x')));
  }
  const auto pieces = mrkdwn_pieces(text, k_longest);
  for (const auto& piece : pieces) {
    EXPECT_LE(piece.size(), k_longest);
    EXPECT_EQ(std::count(piece.begin(), piece.end(), '`') % 2, 0) << piece;
    EXPECT_EQ(std::count(piece.begin(), piece.end(), '&'),
              std::count(piece.begin(), piece.end(), ';'));
    EXPECT_NE(static_cast<unsigned char>(piece.front()) & 0xC0U, 0x80U);
  }
}

}  // namespace
}  // namespace latchkey::slack
