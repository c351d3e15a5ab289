#include "bot/commands/parse_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey::commands {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* k_customer = "customer@example.com";

/// The address that was understood, or "refused: …", or the name of another command.
std::string understood(const Command& command) {
  if (const auto* diagnose = std::get_if<Diagnose>(&command)) return diagnose->email.full();
  if (const auto* refusal = std::get_if<NotUnderstood>(&command)) {
    return "refused: " + refusal->sentence;
  }
  if (std::holds_alternative<Help>(command)) return "help";
  if (std::holds_alternative<Status>(command)) return "status";
  if (std::holds_alternative<AskForAddress>(command)) return "asks for the address";
  return "escalates: " + std::get<Escalate>(command).reason;
}

std::string diagnosed(const std::string& text) {
  return understood(parse_diagnose(text));
}

/// One way of typing (or pasting) something behind the command.
struct Typed {
  /// Part of the test's name.
  const char* how;
  const char* text;
  std::string expected;
};

class TypedText : public testing::TestWithParam<Typed> {};

// What Slack, keyboards and clipboards make of one and the same address.
TEST_P(TypedText, IsUnderstoodAsAPersonWouldReadIt) {
  EXPECT_EQ(diagnosed(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, TypedText,
    testing::Values(
        Typed{"Alone", "customer@example.com", k_customer},
        Typed{"WithBlanksAround", " customer@example.com  ", k_customer},
        Typed{"AsMailLink", "<mailto:customer@example.com|customer@example.com>", k_customer},
        Typed{"AsMailLinkWithoutLabel", "<mailto:customer@example.com>", k_customer},
        Typed{"AsMailLinkWithSubject", "<mailto:customer@example.com?subject=Hi>", k_customer},
        Typed{"WithMailto", "mailto:customer@example.com", k_customer},
        Typed{"InCurlyDoubleQuotes", "“customer@example.com”", k_customer},
        Typed{"InCurlySingleQuotes", "‘customer@example.com’", k_customer},
        Typed{"InStraightQuotes", "\"customer@example.com\"", k_customer},
        Typed{"WithNoBreakSpaceAfter", "customer@example.com\u00a0", k_customer},
        Typed{"WithNoBreakSpaceBefore", "\u00a0customer@example.com", k_customer},
        Typed{"WithZeroWidthSpace", "\u200bcustomer@example.com", k_customer},
        Typed{"WithInvisibleCharactersInside", "custo\u2060mer@exam\u00adple.com\ufeff",
              k_customer},
        Typed{"InAngles", "<customer@example.com>", k_customer},
        Typed{"InEscapedAngles", "&lt;customer@example.com&gt;", k_customer},
        Typed{"WithComma", "customer@example.com,", k_customer},
        Typed{"WithFullStop", "customer@example.com.", k_customer},
        Typed{"WithQuestionMarkInBrackets", "(customer@example.com)?", k_customer},
        Typed{"InCapitals", "CUSTOMER@Example.COM", k_customer},
        Typed{"InFullWidth", "ｃｕｓｔｏｍｅｒ＠ｅｘａｍｐｌｅ．ｃｏｍ", k_customer},
        Typed{"WithApostropheAndTag", "o'brien+tag@sub.example.co.uk",
              "o'brien+tag@sub.example.co.uk"},
        Typed{"WithAmpersandEntity", "a&amp;b@example.com", "a&b@example.com"},
        Typed{"Bold", "*customer@example.com*", k_customer},
        Typed{"Italic", "_customer@example.com_", k_customer},
        Typed{"StruckOut", "~customer@example.com~", k_customer},
        Typed{"AsCode", "`customer@example.com`", k_customer},
        Typed{"BoldMailLink", "*<mailto:customer@example.com|customer@example.com>*", k_customer},
        Typed{"AfterEmoji", ":email: customer@example.com", k_customer},
        Typed{"AfterChannelMention", "<!channel> customer@example.com", k_customer},
        Typed{"Twice", "customer@example.com CUSTOMER@example.com", k_customer},
        Typed{"AfterTheName", "Jane Doe &lt;customer@example.com&gt;", k_customer},
        Typed{"AfterTheQuotedName",
              "\"Doe, Jane\" &lt;<mailto:customer@example.com|customer@example.com>&gt;",
              k_customer},
        Typed{"WithLeadingUnderscore", "_jane@example.com", "_jane@example.com"}),
    [](const auto& row) { return std::string{row.param.how}; });

INSTANTIATE_TEST_SUITE_P(
    Others, TypedText,
    testing::Values(
        Typed{"Help", "help", "help"}, Typed{"HelpInCapitals", " HELP ", "help"},
        Typed{"Status", "status", "status"}, Typed{"Nothing", "", "asks for the address"},
        Typed{"BlanksOnly", " \u00a0 ", "asks for the address"},
        Typed{"CurlyApostropheInside", "o’brien@example.com", "o'brien@example.com"},
        Typed{"TurnedApostropheInside", "o‘brien@example.com", "o'brien@example.com"},
        Typed{"CurlyApostropheBetweenCurlyQuotes", "‘o’brien@example.com’", "o'brien@example.com"},
        Typed{"CurlyQuoteThatNothingCloses", "‘customer@example.com",
              "refused: “‘” in “‘customer@example.com” is a character that is not plain ASCII, so "
              "this is not the address that it looks like. Please type the address by hand."},
        Typed{"CurlyApostropheInTheDomain", "customer@exam’ple.com",
              "refused: “’” in “customer@exam’ple.com” is a character that is not plain ASCII, so "
              "this is not the address that it looks like. Please type the address by hand."},
        Typed{"TwoAddresses", "a@example.com b@example.com",
              "refused: These are several addresses, and I check one at a time: a@example.com or "
              "b@example.com?"},
        Typed{"TwoAddressesWithCommaOnly", "a@example.com,b@example.com",
              "refused: These are several addresses, and I check one at a time: a@example.com or "
              "b@example.com?"},
        Typed{"PersonWithName", "<@U222|bob>",
              "refused: That is a colleague. The check needs the customer's email address."},
        Typed{"Person", "<@U222>",
              "refused: That is a colleague. The check needs the customer's email address."},
        Typed{"PersonAsText", "@bob",
              "refused: That is a colleague. The check needs the customer's email address."},
        Typed{"ChannelWithName", "<#C333|support>",
              "refused: That is a channel. The check needs the customer's email address."},
        Typed{"PrivateChannel", "<#C333|>",
              "refused: That is a channel. The check needs the customer's email address."},
        Typed{"WebLink", "<https://example.com>",
              "refused: That is a link. The check needs the customer's email address."},
        Typed{"AWord", "not-an-email", "refused: “not-an-email” is not an email address."},
        Typed{"NoDotInTheDomain", "customer@example",
              "refused: “customer@example” is not complete: there is no dot after the @."},
        Typed{"CyrillicLetter", "customer@ex\u0430mple.com",
              "refused: “\u0430” in “customer@ex\u0430mple.com” is a Cyrillic letter, so this is "
              "not the address that it looks like. Please type the address by hand."},
        Typed{"GreekLetter", "cust\u03bfmer@example.com",
              "refused: “\u03bf” in “cust\u03bfmer@example.com” is a Greek letter, so this is not "
              "the address that it looks like. Please type the address by hand."},
        Typed{"LinkElsewhere", "<https://example.com|customer@example.com>",
              "refused: The link shows “customer@example.com” and leads to “https://example.com”. "
              "Which one do you mean? Please type it by hand."},
        Typed{"MailLinkElsewhere", "<mailto:evil@example.net|customer@example.com>",
              "refused: The link shows “customer@example.com” and leads to “evil@example.net”. "
              "Which one do you mean? Please type it by hand."},
        Typed{"UnknownOption", "customer@example.com --verbose",
              "refused: I do not know what “--verbose” means here. The options are since:14d and "
              "service:NAME."},
        Typed{"UnknownOptionWithDash", "customer@example.com —verbose",
              "refused: I do not know what “—verbose” means here. The options are since:14d and "
              "service:NAME."},
        Typed{"OptionsOnly", "since:14d", "refused: There is no email address in it."},
        Typed{"TwoAtSigns", "a@b@example.com",
              "refused: “a@b@example.com” has more than one @, so it is not an address."}),
    [](const auto& row) { return std::string{row.param.how}; });

Diagnose order(const std::string& text) {
  return std::get<Diagnose>(parse_diagnose(text));
}

TEST(DiagnoseOptions, AreAbsentWhereNotTyped) {
  const Diagnose command = order("customer@example.com");
  EXPECT_EQ(command.since, std::nullopt);
  EXPECT_EQ(command.service, std::nullopt);
}

TEST(DiagnoseOptions, StandOnEitherSideOfTheAddress) {
  const Diagnose command = order("since:30d customer@example.com service:GitLab.com");
  EXPECT_EQ(command.since, std::chrono::hours{30 * 24});
  EXPECT_EQ(command.service, "GitLab.com");
}

TEST(DiagnoseOptions, TakeNamesWithBlanksInAnyQuotes) {
  EXPECT_EQ(order("customer@example.com service:\"Customers Portal\"").service, "Customers Portal");
  EXPECT_EQ(order("customer@example.com service:“Customers Portal”").service, "Customers Portal");
}

TEST(DiagnoseOptions, AreUnderstoodInTheCommandLinesSpelling) {
  EXPECT_EQ(order("customer@example.com --since=12h").since, std::chrono::hours{12});
  EXPECT_EQ(order("customer@example.com —Since:12H").since, std::chrono::hours{12});
}

TEST(DiagnoseOptions, RefuseWhatIsNoTimeSpan) {
  for (const std::string value : {"14", "soon", "0d", "-1d", ""}) {
    EXPECT_THAT(diagnosed("customer@example.com since:" + value), HasSubstr("refused")) << value;
  }
}

// Who does as the example says must not be refused again, now with "Mail logs go back 3 days".
TEST(DiagnoseOptions, AreExplainedByWhatTheMailLogsKeep) {
  const auto refused = [](const std::string& text, std::chrono::seconds retention) {
    return understood(parse_diagnose(text, retention));
  };
  const std::chrono::hours three_days_and_a_half{84};
  EXPECT_THAT(refused("customer@example.com since:soon", three_days_and_a_half),
              HasSubstr("Examples: since:12h, since:3d."));
  EXPECT_THAT(refused("customer@example.com --verbose", three_days_and_a_half),
              HasSubstr("The options are since:3d and service:NAME."));
  EXPECT_THAT(refused("customer@example.com --verbose", k_shortest_mail_log_retention),
              HasSubstr("since:1d"));
  EXPECT_THAT(refused("customer@example.com --verbose", k_longest_mail_log_retention),
              HasSubstr("since:14d"));
  EXPECT_THAT(understood(parse_mention("customer@example.com now", three_days_and_a_half)),
              HasSubstr("since:3d"));
}

// Whatever is typed, the sentence that goes back must not ping anybody or carry a live link.
TEST(Refusals, NeverRepeatMarkup) {
  for (const std::string text :
       {"<!channel> hello", "<!here|here>", "<@U1> <!everyone> x@y", "<!subteam^S1|@all> nobody",
        "<https://evil.example|click> me", "&lt;!channel&gt; hello"}) {
    const std::string answer = diagnosed(text);
    EXPECT_THAT(answer, Not(HasSubstr("<!"))) << text;
    EXPECT_THAT(answer, Not(HasSubstr("<@"))) << text;
    EXPECT_THAT(answer, Not(HasSubstr("evil.example"))) << text;
  }
}

TEST(Refusals, CutWhatIsVeryLong) {
  EXPECT_LT(diagnosed(std::string(5'000, 'x')).size(), 200U);
}

TEST(Refusals, SurviveBytesThatAreNoText) {
  EXPECT_EQ(diagnosed("\xff\xfe"), "refused: “\uFFFD\uFFFD” is not an email address.");
}

TEST(Mentions, TakeTheSameOrdersAsTheCommand) {
  EXPECT_EQ(
      understood(parse_mention("diagnose <mailto:customer@example.com|customer@example.com>")),
      k_customer);
  EXPECT_EQ(understood(parse_mention(" Diagnose customer@example.com")), k_customer);
  EXPECT_EQ(understood(parse_mention("customer@example.com")), k_customer);
  EXPECT_EQ(understood(parse_mention("help")), "help");
  EXPECT_EQ(understood(parse_mention("status")), "status");
}

TEST(Mentions, AnswerNothingWithHelp) {
  EXPECT_EQ(understood(parse_mention(" ")), "help");
}

TEST(Mentions, AskForAMissingAddress) {
  EXPECT_EQ(understood(parse_mention("diagnose")), "asks for the address");
}

TEST(Mentions, KeepTheReasonOfAnEscalation) {
  EXPECT_EQ(understood(parse_mention("escalate customer waits since Monday")),
            "escalates: customer waits since Monday");
}

TEST(Mentions, SayWhatTheyDoNotKnow) {
  EXPECT_EQ(understood(parse_mention("thanks!")), "refused: “thanks” is not an email address.");
}

}  // namespace
}  // namespace latchkey::commands
