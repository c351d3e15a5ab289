#include "adapters/mailgun/events_api.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace latchkey::mailgun {
namespace {

using doubles::json_response;
using nlohmann::json;

constexpr const char* k_rejected = "&event=rejected&to=";
constexpr const char* k_by_recipient = "&recipient=";

EmailAddress jane() {
  return EmailAddress::parse("jane.doe@acme.example").value();
}

std::string page(const std::vector<json>& items, const std::string& next) {
  return json{{"items", items}, {"paging", {{"next", next}, {"previous", next}}}}.dump();
}

json delivered(int number) {
  return {{"event", "delivered"},
          {"id", "id-" + std::to_string(number)},
          {"timestamp", 1795248000.0 + number},
          {"recipient", "jane.doe@acme.example"}};
}

std::string at(const std::string& path) {
  return "https://api.mailgun.net/v3/d/events/" + path;
}

class EventsMailLog : public testing::Test {
 protected:
  /// The question about rejections finds nothing, unless a test says otherwise.
  void nothing_rejected() { http_.answer(k_rejected, json_response(200, page({}, at("r")))); }

  Expected<MailHistory> ask(std::string api_url = "https://api.mailgun.net") {
    const Options options{std::move(api_url), Secret{"key-1"}, "d.example"};
    EventsApi events{options, http_};
    const Window window{parse_time("2026-11-08T10:00:00Z").value(),
                        parse_time("2026-11-22T10:00:00Z").value()};
    return doubles::await(events.history(jane(), window, http::Deadline{std::chrono::seconds{5}}));
  }

  doubles::ScriptedHttpClient http_;
};

TEST_F(EventsMailLog, GivesARecordedPageNewestFirst) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(200, doubles::fixture("mailgun/events_page.json")));
  http_.answer("/events/W3siYiI6ICJuZXh0", json_response(200, page({}, at("end"))));
  const auto history = ask();
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_TRUE(history->complete);
  EXPECT_EQ(history->events.size(), 15U);
  EXPECT_EQ(history->events.front().type, MailEventType::delivered);
  EXPECT_TRUE(std::is_sorted(history->events.begin(), history->events.end(),
                             [](const auto& a, const auto& b) { return a.at > b.at; }));
}

TEST_F(EventsMailLog, EndsAtAnEmptyPageAndNotAtAShortOne) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(200, page({delivered(3)}, at("2"))));
  http_.answer(at("2"), json_response(200, page({delivered(2)}, at("3"))));
  http_.answer(at("3"), json_response(200, page({}, at("4"))));
  const auto history = ask();
  ASSERT_TRUE(history);
  EXPECT_EQ(history->events.size(), 2U);
  EXPECT_TRUE(history->complete);
  EXPECT_EQ(http_.unused(), 0U);
}

TEST_F(EventsMailLog, SendsTheKeyWithEveryPage) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(200, page({delivered(3)}, at("2"))));
  http_.answer(at("2"), json_response(200, page({}, at("3"))));
  ASSERT_TRUE(ask());
  for (const auto& request : http_.requests()) {
    EXPECT_EQ(request.headers.at(0).first, "Authorization") << request.url;
  }
}

// Rejected items have no recipient, so only the To filter is sure to find them.
TEST_F(EventsMailLog, AddsRejectionsOnceWhereBothQuestionsFindThem) {
  const json rejected = {{"event", "rejected"},
                         {"id", "id-r"},
                         {"timestamp", 1795248009.5},
                         {"message", {{"headers", {{"to", "Jane <jane.doe@acme.example>"}}}}}};
  http_.answer(k_rejected, json_response(200, page({rejected}, at("r2"))));
  http_.answer(at("r2"), json_response(200, page({}, at("r3"))));
  http_.answer(k_by_recipient, json_response(200, page({rejected, delivered(1)}, at("2"))));
  http_.answer(at("2"), json_response(200, page({}, at("3"))));
  const auto history = ask();
  ASSERT_TRUE(history);
  ASSERT_EQ(history->events.size(), 2U);
  EXPECT_EQ(history->events[0].type, MailEventType::rejected);
}

TEST_F(EventsMailLog, CountsAnItemOnceAndStopsWhereThePagesRepeat) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(200, page({delivered(2), delivered(1)}, at("2"))));
  http_.always("/v3/d/events/", json_response(200, page({delivered(1)}, at("again"))));
  const auto history = ask();
  ASSERT_TRUE(history);
  EXPECT_EQ(history->events.size(), 2U);
  EXPECT_TRUE(history->complete);
  EXPECT_EQ(http_.requests().size(), 3U);
}

// Ids are unique within one day only.
TEST_F(EventsMailLog, KeepsTwoItemsOfOneIdAtDifferentTimes) {
  nothing_rejected();
  auto later = delivered(1);
  later["timestamp"] = 1795348000.5;
  http_.answer(k_by_recipient, json_response(200, page({later, delivered(1)}, at("2"))));
  http_.answer(at("2"), json_response(200, page({}, at("3"))));
  const auto history = ask();
  ASSERT_TRUE(history);
  EXPECT_EQ(history->events.size(), 2U);
}

TEST_F(EventsMailLog, StopsWhereNextIsThePageItself) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(200, page({delivered(2)}, at("2"))));
  http_.answer(at("2"), json_response(200, page({delivered(1)}, at("2"))));
  const auto history = ask();
  ASSERT_TRUE(history);
  EXPECT_EQ(history->events.size(), 2U);
  EXPECT_TRUE(history->complete);
}

TEST_F(EventsMailLog, SaysThatALogOfMoreThanTenPagesIsNotComplete) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(200, page({delivered(0)}, at("p1."))));
  for (int i = 1; i < 20; ++i) {
    http_.answer(at("p" + std::to_string(i) + "."),
                 json_response(200, page({delivered(i)}, at("p" + std::to_string(i + 1) + "."))));
  }
  const auto history = ask();
  ASSERT_TRUE(history);
  EXPECT_FALSE(history->complete);
  EXPECT_EQ(history->events.size(), 10U);
}

TEST_F(EventsMailLog, SaysThatItIsNotCompleteWhereAnItemOrTheNextPageCannotBeRead) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(200, json{{"items", {delivered(1)}}}.dump()));
  auto history = ask();
  ASSERT_TRUE(history);
  EXPECT_FALSE(history->complete);

  nothing_rejected();
  auto undated = delivered(2);
  undated.erase("timestamp");
  http_.answer(k_by_recipient, json_response(200, page({delivered(1), undated}, at("2"))));
  http_.answer(at("2"), json_response(200, page({}, at("3"))));
  history = ask();
  ASSERT_TRUE(history);
  EXPECT_FALSE(history->complete);
  EXPECT_EQ(history->events.size(), 1U);
}

// With the key in a header, following such a link would hand it to somebody else.
TEST_F(EventsMailLog, NeverFollowsALinkToAnotherHostSchemeOrPort) {
  for (const char* next :
       {"https://evil.example/v3/d/events/2", "http://api.mailgun.net/v3/d/events/2",
        "https://api.mailgun.net:8443/v3/d/events/2", "https://api.mailgun.net@evil.example/2",
        "https://api.mailgun.net.evil.example/2", "//evil.example/2", "/v3/d/events/2", "?"}) {
    doubles::ScriptedHttpClient http;
    http.answer(k_rejected, json_response(200, page({}, at("r"))));
    http.answer(k_by_recipient, json_response(200, page({delivered(2)}, next)));
    const Options options{"https://api.mailgun.net", Secret{"k"}, "d"};
    EventsApi events{options, http};
    const auto history =
        doubles::await(events.history(jane(), {}, http::Deadline{std::chrono::seconds{5}}));
    ASSERT_FALSE(history) << next;
    EXPECT_EQ(history.error().kind, ErrorKind::misunderstood) << next;
    for (const auto& request : http.requests()) {
      EXPECT_NE(request.url.find("https://api.mailgun.net/v3/d/events?"), std::string::npos);
    }
  }
}

TEST_F(EventsMailLog, FollowsALinkThatSpellsTheSameHostDifferently) {
  nothing_rejected();
  http_.answer(k_by_recipient,
               json_response(200, page({delivered(2)}, "https://API.mailgun.net:443/v2/d/x")));
  http_.answer("/v2/d/x", json_response(200, page({}, "")));
  EXPECT_TRUE(ask());
}

TEST_F(EventsMailLog, TriesOnceMoreAfterAnError5xx) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(502, "{}"));
  http_.answer(k_by_recipient, json_response(200, page({}, at("2"))));
  EXPECT_TRUE(ask());
}

TEST_F(EventsMailLog, GivesUpAfterTheSecondFailure) {
  nothing_rejected();
  http_.always(k_by_recipient, Error{ErrorKind::unreachable, "Mailgun: no connection"});
  const auto history = ask();
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(http_.requests().size(), 3U);
}

TEST_F(EventsMailLog, DoesNotWaitForALimitThatEndsAfterTheDeadline) {
  nothing_rejected();
  http_.answer(k_by_recipient, json_response(429, "{}", {{"Retry-After", "60"}}));
  const auto history = ask();
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(history.error().retry_after, std::chrono::seconds{60});
}

TEST_F(EventsMailLog, FailsWhereOnlyTheRejectionsCouldNotBeAsked) {
  http_.answer(k_by_recipient, json_response(200, page({}, at("2"))));
  http_.answer(k_rejected, json_response(403, R"({"message":"no"})"));
  EXPECT_FALSE(ask());
}

}  // namespace
}  // namespace latchkey::mailgun
