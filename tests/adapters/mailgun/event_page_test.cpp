#include "adapters/mailgun/event_page.hpp"

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

EmailAddress recipient() {
  return EmailAddress::parse("jane.doe@acme.example").value();
}

json recorded() {
  return json::parse(doubles::fixture("mailgun/events_page.json"));
}

json& item_of(json& page, const std::string& id) {
  for (auto& item : page["items"]) {
    if (item["id"] == id) return item;
  }
  throw std::logic_error("no item " + id);
}

EventItem read(const json& item) {
  return event_item(item, recipient());
}
EventItem recorded_item(const std::string& id) {
  auto page = recorded();
  return read(item_of(page, id));
}

TEST(EventPage, ReadsEveryKindOfItemThatMailgunDocuments) {
  const auto page = event_page(recorded(), recipient());
  ASSERT_TRUE(page) << page.error().what;
  std::vector<MailEventType> types;
  for (const auto& item : page->items) {
    if (item.event) types.push_back(item.event->type);
  }
  using T = MailEventType;
  EXPECT_THAT(types,
              ElementsAre(T::delivered, T::failed_temporarily, T::accepted, T::opened, T::clicked,
                          T::failed_permanently, T::failed_permanently, T::failed_permanently,
                          T::failed_permanently, T::rejected, T::complained, T::unsubscribed,
                          T::accepted, T::delivered, T::other));
  EXPECT_FALSE(page->has_unreadable());
  EXPECT_EQ(page->next,
            "https://api.mailgun.net/v3/customers.portal.example/events/W3siYiI6ICJuZXh0");
}

TEST(EventPage, ReadsADeliveryWithItsServerAndMicroseconds) {
  const auto event = recorded_item("id-delivered").event.value();
  EXPECT_EQ(format_rfc3339(event.at), "2026-11-21T08:00:10Z");
  EXPECT_EQ(event.at.time_since_epoch().count() % 1'000'000, 626'182);
  EXPECT_EQ(event.recipient, "jane.doe@acme.example");
  EXPECT_EQ(event.subject, "Confirmation instructions");
  EXPECT_EQ(event.message_id, "20261120080003.1.A1@customers.portal.example");
  EXPECT_EQ(event.code, 250);
  EXPECT_EQ(event.mx_host, "mx1.acme.example");
}

TEST(EventPage, TakesTheServersWordsFromWhicheverPlaceHasThem) {
  EXPECT_EQ(recorded_item("id-bounce").event->detail, "5.1.1 user unknown");
  EXPECT_EQ(recorded_item("id-suppressed").event->detail,
            "Not delivering to previously bounced address");
  EXPECT_EQ(recorded_item("id-suppressed").event->code, 605);
  EXPECT_EQ(recorded_item("id-suppressed").event->reason, "suppress-bounce");
  EXPECT_EQ(recorded_item("id-too-old").event->detail, "4.7.1 greylisted, come back later");
  EXPECT_EQ(recorded_item("id-rejected").event->detail,
            "Sandbox subdomains are for test purposes only.");
}

// A rejected item has no recipient of its own.
TEST(EventPage, FindsTheRecipientOfARejectionInItsToHeader) {
  EXPECT_EQ(recorded_item("id-rejected").use, EventItem::Use::ours);
}

// The filter is a search expression and may also find close neighbours.
TEST(EventPage, LeavesOutMailToASimilarAddress) {
  EXPECT_EQ(recorded_item("id-neighbour").use, EventItem::Use::not_ours);
  EXPECT_EQ(recorded_item("id-user-variables").use, EventItem::Use::ours)
      << "capitals are the same address";
}

TEST(EventPage, LeavesOutMailThatCameInOrWasPassedOn) {
  for (const char* id : {"id-routed", "id-inbound", "id-stored"}) {
    EXPECT_EQ(recorded_item(id).use, EventItem::Use::not_ours) << id;
  }
}

TEST(EventPage, JudgesAFailureWithoutSeverityByRetryCodeAndReason) {
  const auto type_of = [](json changes) {
    auto page = recorded();
    auto item = item_of(page, "id-bounce");
    item.erase("severity");
    item.merge_patch(changes);
    return read(item).event->type;
  };
  using T = MailEventType;
  EXPECT_EQ(type_of({{"delivery-status", {{"retry-seconds", 600}}}}), T::failed_temporarily);
  EXPECT_EQ(type_of({{"delivery-status", {{"code", 680}, {"retry-seconds", 600}}}}),
            T::failed_temporarily);
  EXPECT_EQ(type_of({{"delivery-status", {{"code", 550}}}}), T::failed_permanently);
  EXPECT_EQ(type_of({{"delivery-status", {{"code", "602"}}}}), T::failed_permanently);
  EXPECT_EQ(type_of({{"reason", "suppress-complaint"}, {"delivery-status", nullptr}}),
            T::failed_permanently);
  EXPECT_EQ(type_of({{"reason", "generic"}, {"delivery-status", {{"code", 450}}}}), T::other);
}

TEST(EventPage, StripsAngleBracketsFromMessageIds) {
  auto page = recorded();
  auto item = item_of(page, "id-delivered");
  item["message"]["headers"]["message-id"] = "<a@b.example>";
  EXPECT_EQ(read(item).event->message_id, "a@b.example");
}

// Each field of each item goes missing, becomes null and changes its type in turn: nothing may
// crash, and no item that is not Jane's may become hers.
TEST(EventPage, SurvivesAnyFieldThatIsMissingNullOrOfAnotherType) {
  const auto page = recorded();
  int variants = 0;
  for (const auto& original : page["items"]) {
    const auto flat = original.flatten();
    for (const auto& leaf : flat.items()) {
      const json::json_pointer at{leaf.key()};
      for (const json& other : {json(nullptr), json(42), json("text"), json::array({1}),
                                json::object({{"a", 1}}), json(true), json(-1e300)}) {
        auto item = original;
        item[at] = other;
        const auto result = read(item);
        EXPECT_EQ(result.event.has_value(), result.use == EventItem::Use::ours);
        ++variants;
      }
    }
    for (const auto& member : original.items()) {
      auto item = original;
      item.erase(member.key());
      const auto result = read(item);
      EXPECT_EQ(result.event.has_value(), result.use == EventItem::Use::ours);
      if (original["id"] == "id-neighbour" && member.key() != "recipient") {
        EXPECT_NE(result.use, EventItem::Use::ours) << member.key();
      }
    }
  }
  EXPECT_GT(variants, 1000);
}

TEST(EventPage, CannotReadAnItemWithoutTimeKindOrRecipient) {
  auto page = recorded();
  for (const char* missing : {"timestamp", "event"}) {
    auto item = item_of(page, "id-delivered");
    item.erase(missing);
    EXPECT_EQ(read(item).use, EventItem::Use::unreadable) << missing;
  }
  for (const json& time : {json("1795248010.6"), json(1795248010626.0 * 1000), json(-1)}) {
    auto item = item_of(page, "id-delivered");
    item["timestamp"] = time;
    EXPECT_EQ(read(item).use, EventItem::Use::unreadable) << time;
  }
  EXPECT_EQ(read(json{{"event", "accepted"}, {"timestamp", 1420255392.85}}).use,
            EventItem::Use::unreadable);
  EXPECT_EQ(read(json("text")).use, EventItem::Use::unreadable);
}

TEST(EventPage, SaysThatAnItemCouldNotBeRead) {
  auto answer = recorded();
  item_of(answer, "id-delivered").erase("timestamp");
  const auto page = event_page(answer, recipient());
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->has_unreadable());
}

TEST(EventPage, RefusesAnAnswerWithoutAListOfEvents) {
  for (const json& answer :
       {json::array(), json(nullptr), json("text"), json::object(), json{{"items", nullptr}},
        json{{"items", json::object()}}, json{{"items", {1, 2}}}, json{{"items", {{{"a", 1}}}}}}) {
    const auto page = event_page(answer, recipient());
    ASSERT_FALSE(page) << answer;
    EXPECT_EQ(page.error().kind, ErrorKind::misunderstood);
    EXPECT_EQ(page.error().what.rfind("Mailgun: ", 0), 0U);
  }
}

TEST(EventPage, TakesAnEmptyPageForAnAnswer) {
  const auto page =
      event_page(json::parse(doubles::fixture("mailgun/events_empty_page.json")), recipient());
  ASSERT_TRUE(page);
  EXPECT_THAT(page->items, IsEmpty());
}

}  // namespace
}  // namespace latchkey::mailgun
