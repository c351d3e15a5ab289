// A request comes back from the journal as it was taken on.
#include "adapters/chat/request_json.hpp"

#include <gtest/gtest.h>

namespace latchkey::chat {
namespace {

const TimePoint k_received = *parse_time("2026-11-22T10:00:00.123456Z");

Request every_field() {
  return {.kind = Request::Kind::submission,
          .dedupe_key = "view:V1:hash",
          .user = "U0DANA",
          .user_team = "T0OURS",
          .team = "T0OURS",
          .channel = "C0SUPPORT",
          .direct = true,
          .thread = "1763800000.000100",
          .text = "jane@acme.example \"quoted\" ümlaut",
          .action = "ask_address",
          .value = "d1",
          .message = "1763800000.000200",
          .fields = {{"address", "jane@acme.example"}},
          .context = "C0SUPPORT/1763800000.000100",
          .trigger = "13345224609.738474920.8088930838d88f008e0",
          .reply_url = "https://hooks.slack.com/actions/T0/1/secret",
          .received = k_received};
}

TEST(RequestJson, ComesBackWithEveryFieldButItsKey) {
  const auto kept = every_field();
  const auto read = read_request(to_text(kept));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->kind, kept.kind);
  EXPECT_EQ(read->dedupe_key, "");
  for (const auto field :
       {&Request::user, &Request::user_team, &Request::team, &Request::channel, &Request::thread,
        &Request::text, &Request::action, &Request::value, &Request::message, &Request::context,
        &Request::trigger, &Request::reply_url}) {
    EXPECT_EQ((*read).*field, kept.*field);
  }
  EXPECT_TRUE(read->direct);
  EXPECT_EQ(read->fields, kept.fields);
  EXPECT_EQ(read->received, kept.received);
}

TEST(RequestJson, ComesBackForEveryKind) {
  for (const auto kind : {Request::Kind::command, Request::Kind::mention, Request::Kind::action,
                          Request::Kind::shortcut, Request::Kind::submission}) {
    const Request request{.kind = kind, .received = k_received};
    EXPECT_EQ(read_request(to_text(request))->kind, kind);
    EXPECT_FALSE(read_request(to_text(request))->direct);
  }
}

TEST(RequestJson, OverlooksWhatALaterReleaseAdded) {
  EXPECT_EQ(read_request(R"({"kind":"command","received":1,"text":"x","new":{}})")->text, "x");
}

// A half-written or foreign row must end as an error, never as an empty request that is obeyed.
TEST(RequestJson, WhatIsNoneOfOursIsSaidSo) {
  const auto whole = to_text(every_field());
  for (const std::string& foreign :
       {std::string{}, std::string{"[]"}, std::string{"{}"}, std::string{R"({"kind":"wish"})"},
        std::string{R"({"kind":"command"})"}, std::string{R"({"kind":"command","received":"x"})"},
        std::string{R"({"kind":"command","received":1,"text":5})"},
        whole.substr(0, whole.size() / 2)}) {
    EXPECT_EQ(read_request(foreign).error().kind, ErrorKind::misunderstood) << foreign;
  }
}

// Names come from anywhere; an exception here would lose the request.
TEST(RequestJson, TakesBytesThatAreNoUtf8) {
  const Request request{.text = "jane\xFF", .received = k_received};
  EXPECT_EQ(read_request(to_text(request))->text, "jane\xEF\xBF\xBD");
}

}  // namespace
}  // namespace latchkey::chat
