#include "bot/replies/reply_template.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::replies {
namespace {

ReplyTemplate made_of(std::string_view text) {
  auto parsed = ReplyTemplate::parse(text);
  if (auto* good = std::get_if<ReplyTemplate>(&parsed)) return std::move(*good);
  ADD_FAILURE() << "refused: " << std::get<1>(parsed).front().what;
  return {};
}

std::vector<std::string> problems_of(std::string_view text) {
  auto parsed = ReplyTemplate::parse(text);
  std::vector<std::string> found;
  if (const auto* problems = std::get_if<std::vector<ReplyTemplate::Problem>>(&parsed)) {
    for (const auto& problem : *problems) {
      found.push_back(std::to_string(problem.line) + ": " + problem.what);
    }
  }
  return found;
}

TEST(ReplyTemplate, FillsInPlaceholdersAndKeepsItsNoteApart) {
  const auto words = made_of("# First,\n# verify {email}.\n\nHello {email},\n\nbye\n\n");
  const Values values{{"email", "a@b.example"}};
  EXPECT_EQ(words.note(values), "First, verify a@b.example.");
  EXPECT_EQ(words.reply(values), "Hello a@b.example,\n\nbye");
}

TEST(ReplyTemplate, TakesBracesForThemselvesWhereTheyAreDoubled) {
  EXPECT_EQ(made_of("{{{email}}} # no note").reply({{"email", "x"}}), "{x} # no note");
}

// What a customer's address holds is text, whatever it looks like.
TEST(ReplyTemplate, DoesNotLookForPlaceholdersInWhatItFillsIn) {
  EXPECT_EQ(made_of("{email}").reply({{"email", "{site}"}, {"site", "no"}}), "{site}");
}

TEST(ReplyTemplate, TakesTheLineEndsOfWindows) {
  EXPECT_EQ(made_of("# note\r\nHello\r\nyou\r\n").reply({}), "Hello\nyou");
}

TEST(ReplyTemplate, SaysInWhichLineWhatIsWrong) {
  using testing::ElementsAre;
  using testing::HasSubstr;
  EXPECT_THAT(problems_of("a\n{emial}\n}"),
              ElementsAre(HasSubstr("2: unknown placeholder {emial}; known are {email}, {site}"),
                          "3: \"}\" closes nothing; write }} for a brace"));
  EXPECT_THAT(problems_of("a {email\n}"),
              ElementsAre("1: \"{\" is not closed; write {{ for a brace",
                          "2: \"}\" closes nothing; write }} for a brace"));
  EXPECT_THAT(
      problems_of("# note {nobody}\n \n"),
      ElementsAre(HasSubstr("1: unknown placeholder {nobody}"), "2: there is no reply in it"));
  EXPECT_THAT(problems_of(std::string(2'001, 'x')),
              ElementsAre("1: expected at most 2000 bytes, got 2001"));
}

}  // namespace
}  // namespace latchkey::replies
