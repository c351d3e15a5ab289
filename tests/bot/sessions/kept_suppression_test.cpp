#include "bot/sessions/kept_suppression.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

// Every field is there again, or what was put back would not be what was taken off.
TEST(KeptSuppression, IsReadAsItWasKept) {
  const Suppression row{.list = SuppressionList::unsubscribes,
                        .code = "777",
                        .error = "line one\nline \"two\"",
                        .tags = {"*", "news"},
                        .created_at = parse_time("2026-11-12T12:00:00Z")};
  const auto read = read_suppression(to_note(row));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->list, row.list);
  EXPECT_EQ(read->code, row.code);
  EXPECT_EQ(read->error, row.error);
  EXPECT_EQ(read->tags, row.tags);
  EXPECT_EQ(read->created_at, row.created_at);
  EXPECT_FALSE(read_suppression(to_note({}))->created_at);
}

TEST(KeptSuppression, TakesAnEarlierReleasesWordsForWords) {
  const std::string words = "550 mailbox disabled, since 2026-11-12T12:00:00Z";
  EXPECT_FALSE(read_suppression(words));
  EXPECT_EQ(note_words(words), words);
  for (const std::string foreign : {"", "{}", "[1]", R"({"code":1})"}) {
    EXPECT_FALSE(read_suppression(foreign)) << foreign;
  }
}

}  // namespace
}  // namespace latchkey
