#include "adapters/mailgun/log_page.hpp"

#include "tests/doubles/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string k_log_domain = "customers.portal.example";

EmailAddress addressee() {
  return EmailAddress::parse("jane.doe@acme.example").value();
}

/// Parsed once: the variants of its items are many.
const json& recorded_logs() {
  static const json k_page = json::parse(doubles::fixture("mailgun/logs_page.json"));
  return k_page;
}

Expected<EventPage> page_of(const json& answer) {
  return log_page(answer, k_log_domain, addressee());
}

json item_named(const std::string& id) {
  for (const auto& item : recorded_logs().at("items")) {
    if (item["id"] == id) return item;
  }
  throw std::logic_error("no item " + id);
}

/// Read as the only item of a page, beside one that can be read in any case.
EventItem read_logged(const json& item) {
  const json answer = {{"items", json::array({item, item_named("id-accepted")})},
                       {"pagination", json::object()}};
  return page_of(answer).value().items.at(0);
}

MailEvent logged(const std::string& id) {
  return read_logged(item_named(id)).event.value();
}

// The same lines, told by either API, make the same history.
TEST(LogPage, ReadsWhatTheEventsApiTells) {
  const auto events =
      event_page(json::parse(doubles::fixture("mailgun/events_page.json")), addressee());
  const auto logs = page_of(recorded_logs());
  ASSERT_TRUE(logs) << logs.error().what;
  ASSERT_GT(logs->items.size(), events->items.size());
  for (std::size_t i = 0; i < events->items.size(); ++i) {
    const auto& [use, identity, old] = events->items[i];
    EXPECT_EQ(logs->items[i].use, use) << identity;
    if (!old) continue;
    const auto& event = logs->items[i].event.value();
    EXPECT_EQ(event.type, old->type) << identity;
    EXPECT_EQ(event.subject, old->subject);
    EXPECT_EQ(event.message_id, old->message_id) << "without angle brackets";
    EXPECT_EQ(event.code, old->code);
    EXPECT_EQ(event.reason, old->reason);
    EXPECT_EQ(event.detail, old->detail);
    EXPECT_EQ(event.enhanced_code, old->enhanced_code);
    EXPECT_LE(old->at - event.at, std::chrono::milliseconds{1});
    EXPECT_LE(event.at - old->at, std::chrono::milliseconds{1});
  }
}

TEST(LogPage, ReadsTheKindsThatOnlyThisApiHas) {
  EXPECT_EQ(logged("id-unique-opened").type, MailEventType::opened);
  EXPECT_EQ(logged("id-unique-clicked").type, MailEventType::clicked);
  EXPECT_EQ(logged("id-trapped").type, MailEventType::other);
  EXPECT_EQ(read_logged(item_named("id-list")).use, EventItem::Use::not_ours);
}

// The documented sample: neither severity nor reason, a code of Mailgun's, and a retry.
TEST(LogPage, TakesAFailureThatIsTriedAgainForATemporaryOne) {
  const auto event = logged("id-no-severity");
  EXPECT_EQ(event.type, MailEventType::failed_temporarily);
  EXPECT_EQ(event.code, 680);
  EXPECT_EQ(event.retry_in, std::chrono::seconds{145});
}

TEST(LogPage, TellsProgramsFromPeople) {
  EXPECT_TRUE(logged("id-clicked").by_bot);
  EXPECT_FALSE(logged("id-opened").by_bot);
  for (const json& bot : {json("no"), json(nullptr), json(false), json::array()}) {
    auto item = item_named("id-clicked");
    item["client-info"]["bot"] = bot;
    EXPECT_FALSE(read_logged(item).event->by_bot) << bot;
  }
}

TEST(LogPage, SeesADelayedBounceWithoutItsFlag) {
  EXPECT_TRUE(logged("id-delayed-bounce").delayed_bounce);
  EXPECT_FALSE(logged("id-bounce").delayed_bounce);
  auto item = item_named("id-delayed-bounce");
  item["flags"] = nullptr;
  EXPECT_TRUE(read_logged(item).event->delayed_bounce) << "an empty envelope and a bounce code";
  item["envelope"] = {{"targets", "jane.doe@acme.example"}};
  EXPECT_FALSE(read_logged(item).event->delayed_bounce);
}

TEST(LogPage, KeepsWhatWasSaidBeforeGivingUp) {
  const auto event = logged("id-too-old");
  EXPECT_EQ(event.code, 602);
  EXPECT_EQ(event.last_code, 451);
  EXPECT_EQ(event.detail, "4.7.1 greylisted, come back later");
  EXPECT_EQ(logged("id-bounce").enhanced_code, "5.1.1");
}

// One API for all domains: were the filter ignored, another service's mail would stand here.
TEST(LogPage, LeavesOutMailFromAnotherDomain) {
  EXPECT_EQ(read_logged(item_named("id-other-domain")).use, EventItem::Use::not_ours);
  auto item = item_named("id-delivered");
  item["domain"]["name"] = "Customers.Portal.example";
  EXPECT_EQ(read_logged(item).use, EventItem::Use::ours) << "capitals are the same domain";
  item.erase("domain");
  EXPECT_EQ(read_logged(item).use, EventItem::Use::ours);
}

// Looked for without a filter on the recipient, most rejections are other people's.
TEST(LogPage, LeavesOutRejectionsOfMailToOthersHoweverTheyAreWritten) {
  for (const char* to : {"joe@acme.example", "J\xC3\xB6 <j\xC3\xB6@acme.example>",
                         "undisclosed-recipients:;", "=?UTF-8?Q?J=C3=B6?= <joe@acme.example>"}) {
    auto item = item_named("id-rejected");
    item["message"]["headers"]["to"] = to;
    EXPECT_EQ(read_logged(item).use, EventItem::Use::not_ours) << to;
  }
  auto item = item_named("id-rejected");
  item["message"]["headers"]["to"] = "Jane (jane.doe@acme.example) ;";
  EXPECT_EQ(read_logged(item).use, EventItem::Use::unreadable) << "may be hers";
  item["message"]["headers"].erase("to");
  EXPECT_EQ(read_logged(item).use, EventItem::Use::unreadable);
}

TEST(LogPage, ReadsWhetherAnotherPageFollows) {
  const auto with = [](const json& pagination) {
    auto answer = recorded_logs();
    answer["pagination"] = pagination;
    return page_of(answer).value();
  };
  EXPECT_TRUE(with(json::object()).is_last);
  EXPECT_TRUE(with({{"total", 1000}, {"first", "a"}, {"last", "b"}}).is_last);
  EXPECT_TRUE(with({{"next", nullptr}}).is_last);
  EXPECT_TRUE(with({{"next", ""}}).is_last);
  EXPECT_EQ(with({{"next", "t2"}, {"previous", "t0"}}).next, "t2");
  EXPECT_FALSE(with({{"next", "t2"}}).is_last);
  for (const json& other : {json{{"next", 7}}, json("text"), json::array()}) {
    EXPECT_FALSE(with(other).is_last) << other;
    EXPECT_EQ(with(other).next, "") << other;
  }
}

// A page without its pagination is the last one only where it is not full.
TEST(LogPage, DoesNotTakeAFullPageWithoutPaginationForTheLastOne) {
  json answer = {{"items", json::array()}};
  const auto item = item_named("id-delivered");
  for (int i = 0; i < k_log_page_limit - 1; ++i) answer["items"].push_back(item);
  EXPECT_TRUE(page_of(answer)->is_last);
  answer["items"].push_back(item);
  EXPECT_FALSE(page_of(answer)->is_last);
}

TEST(LogPage, TakesAnEmptyPageForAnAnswer) {
  const auto page = page_of(json::parse(doubles::fixture("mailgun/logs_empty_page.json")));
  ASSERT_TRUE(page);
  EXPECT_THAT(page->items, IsEmpty());
  EXPECT_TRUE(page->is_last);
}

TEST(LogPage, RefusesAnAnswerWithoutAListOfEvents) {
  for (const json& answer :
       {json::array(), json(nullptr), json("text"), json::object(), json{{"items", nullptr}},
        json{{"items", json::object()}}, json{{"items", {1, 2}}}, json{{"items", {{{"a", 1}}}}}}) {
    const auto page = page_of(answer);
    ASSERT_FALSE(page) << answer;
    EXPECT_EQ(page.error().kind, ErrorKind::misunderstood);
  }
}

// Each field of each item goes missing, becomes null and changes its type in turn.
TEST(LogPage, SurvivesAnyFieldThatIsMissingNullOrOfAnotherType) {
  int variants = 0;
  const auto try_item = [&](const json& item) {
    const auto result = read_logged(item);
    EXPECT_EQ(result.event.has_value(), result.use == EventItem::Use::ours);
    ++variants;
  };
  for (const auto& original : recorded_logs().at("items")) {
    const auto flat = original.flatten();
    for (const auto& leaf : flat.items()) {
      for (const json& other : {json(nullptr), json(42), json("text"), json::array({1}),
                                json::object({{"a", 1}}), json(true), json(-1e300)}) {
        auto item = original;
        item[json::json_pointer{leaf.key()}] = other;
        try_item(item);
      }
    }
    for (const auto& field : original.items()) {
      auto item = original;
      item.erase(field.key());
      try_item(item);
    }
  }
  EXPECT_GT(variants, 1000);
}

TEST(LogPage, CannotReadAnItemWithoutItsTime) {
  for (const json& time : {json(nullptr), json("yesterday"), json(true), json("")}) {
    auto item = item_named("id-delivered");
    item["@timestamp"] = time;
    EXPECT_EQ(read_logged(item).use, EventItem::Use::unreadable) << time;
  }
}

}  // namespace
}  // namespace latchkey::mailgun
