#include "adapters/mailgun/page_chain.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace latchkey::mailgun {
namespace {

EventItem found(const std::string& identity) {
  return {EventItem::Use::ours, identity, MailEvent{}};
}

EventPage page_with(std::vector<EventItem> items, std::string next, bool is_last = false) {
  return {.items = std::move(items), .next = std::move(next), .is_last = is_last};
}

struct Ended {
  std::size_t events;
  bool complete;
  bool operator==(const Ended&) const = default;
};
Ended ended(PageChain chain) {
  const auto history = std::move(chain).history();
  return {history.events.size(), history.complete};
}

TEST(PageChain, GoesOnUntilAnEmptyPage) {
  PageChain chain;
  EXPECT_EQ(chain.take(page_with({found("1")}, "b")), "b");
  EXPECT_EQ(chain.take(page_with({found("2")}, "c")), "c");
  EXPECT_EQ(chain.take(page_with({}, "d")), std::nullopt);
  EXPECT_EQ(ended(std::move(chain)), (Ended{2, true}));
}

TEST(PageChain, EndsAtThePageThatSaysThatItIsTheLast) {
  PageChain chain;
  EXPECT_EQ(chain.take(page_with({found("1")}, "", true)), std::nullopt);
  EXPECT_EQ(ended(std::move(chain)), (Ended{1, true}));
}

TEST(PageChain, EndsWhereAPageLeadsToItself) {
  PageChain chain{"a"};
  EXPECT_EQ(chain.take(page_with({found("1")}, "a")), std::nullopt);
  EXPECT_EQ(ended(std::move(chain)), (Ended{1, true}));
}

TEST(PageChain, EndsWhereNothingNewComes) {
  PageChain chain;
  EXPECT_EQ(chain.take(page_with({found("1"), found("2")}, "b")), "b");
  EXPECT_EQ(chain.take(page_with({found("2"), found("1")}, "c")), std::nullopt);
  EXPECT_EQ(ended(std::move(chain)), (Ended{2, true}));
}

// The history goes on somewhere, and we do not know where.
TEST(PageChain, IsNotCompleteWhereAPageLeadsNowhere) {
  PageChain chain;
  EXPECT_EQ(chain.take(page_with({found("1")}, "")), std::nullopt);
  EXPECT_EQ(ended(std::move(chain)), (Ended{1, false}));
}

TEST(PageChain, StopsAtTheTenthPageAndIsNotComplete) {
  PageChain chain;
  int pages = 0;
  for (std::string id = "1"; chain.take(page_with({found(id)}, "next" + id)); id += "1") ++pages;
  EXPECT_EQ(pages, PageChain::k_pages_max - 1);
  EXPECT_EQ(ended(std::move(chain)), (Ended{PageChain::k_pages_max, false}));
}

TEST(PageChain, IsNotCompleteWhereAnItemCannotBeRead) {
  PageChain chain;
  EXPECT_EQ(chain.take(page_with({found("1"), EventItem{}}, "", true)), std::nullopt);
  EXPECT_EQ(ended(std::move(chain)), (Ended{1, false}));
}

}  // namespace
}  // namespace latchkey::mailgun
