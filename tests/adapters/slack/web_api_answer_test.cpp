#include "adapters/slack/web_api_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::slack {
namespace {

using nlohmann::json;

const Identity k_self{.user = "U0BOT", .bot = "B0BOT", .team = "T0OURS", .enterprise = "E0OURS"};

json channel(const json& with) {
  json it = {{"id", "C1"},
             {"is_ext_shared", false},
             {"is_shared", false},
             {"is_archived", false},
             {"is_member", true}};
  it.update(with);
  json answer;
  answer["channel"] = it;
  return answer;
}

json user(const json& with) {
  json it = {{"id", "U1"},
             {"team_id", "T0OURS"},
             {"name", "dana"},
             {"real_name", "Dana Scully"},
             {"is_restricted", false},
             {"is_ultra_restricted", false}};
  it.update(with);
  json answer;
  answer["user"] = it;
  return answer;
}

TEST(ReadChannel, ReadsAChannelOfOurs) {
  const auto read = read_channel(channel(json::object()));
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->shared);
  EXPECT_FALSE(read->archived);
  EXPECT_TRUE(read->member);
  EXPECT_FALSE(read->direct);
}

TEST(ReadChannel, CallsEverySortOfSharingWithOthersShared) {
  for (const json& with :
       {json{{"is_ext_shared", true}}, json{{"is_pending_ext_shared", true}},
        json{{"pending_shared", json::array({"T9"})}},
        json{{"pending_connected_team_ids", json::array({"T9"})}}, json{{"is_shared", true}}}) {
    EXPECT_TRUE(read_channel(channel(with))->shared) << with;
  }
  EXPECT_FALSE(read_channel(channel({{"is_shared", true}, {"is_org_shared", true}}))->shared);
}

// Fails closed: who cannot tell whether strangers listen must not speak of a customer.
TEST(ReadChannel, DoesNotGuessWhetherAChannelIsShared) {
  auto silent = channel(json::object());
  silent["channel"].erase("is_ext_shared");
  EXPECT_EQ(read_channel(silent).error().kind, ErrorKind::misunderstood);
  EXPECT_EQ(read_channel(json::object()).error().kind, ErrorKind::misunderstood);
}

TEST(ReadChannel, IsAlwaysInADirectConversation) {
  json answer;
  answer["channel"] = {{"id", "D1"}, {"is_im", true}};
  EXPECT_TRUE(read_channel(answer)->member);
  EXPECT_FALSE(read_channel(answer)->shared);
}

TEST(ReadChannel, TellsConversationsThatNobodyElseSees) {
  for (const char* kind : {"is_im", "is_mpim"}) {
    json answer;
    answer["channel"] = {{"id", "D1"}, {kind, true}};
    EXPECT_TRUE(read_channel(answer)->direct) << kind;
  }
}

TEST(ReadPerson, ReadsAMemberOfOurs) {
  const auto person =
      read_person(user({{"profile", {{"display_name", "dana"}, {"real_name", "Dana"}}}}), k_self);
  ASSERT_TRUE(person);
  EXPECT_EQ(person->id, "U1");
  EXPECT_EQ(person->display_name, "dana");
  EXPECT_FALSE(person->guest);
  EXPECT_FALSE(person->bot);
}

TEST(ReadPerson, FindsSomeNameAlways) {
  EXPECT_EQ(read_person(user({{"profile", {{"display_name", ""}}}}), k_self)->display_name,
            "Dana Scully");
  EXPECT_EQ(read_person(user({{"real_name", nullptr}, {"name", 7}}), k_self)->display_name, "U1");
}

TEST(ReadPerson, CallsEverybodyElseAGuest) {
  for (const json& with :
       {json{{"is_restricted", true}}, json{{"is_ultra_restricted", true}},
        json{{"is_stranger", true}}, json{{"team_id", "T9"}}, json{{"team_id", nullptr}}}) {
    EXPECT_TRUE(read_person(user(with), k_self)->guest) << with;
  }
}

// Fails closed: whom nobody calls a full member may be a guest.
TEST(ReadPerson, DoesNotGuessWhetherSomebodyOfOursIsAGuest) {
  for (const char* flag : {"is_restricted", "is_ultra_restricted"}) {
    for (const json& unreadable : {json(nullptr), json("false"), json(0)}) {
      const auto read = read_person(user({{flag, unreadable}}), k_self);
      ASSERT_FALSE(read) << flag << " " << unreadable;
      EXPECT_EQ(read.error().kind, ErrorKind::misunderstood);
    }
  }
  EXPECT_TRUE(read_person(user({{"is_restricted", nullptr}, {"is_bot", true}}), k_self)->bot);
}

TEST(ReadPerson, TellsWhoIsOfAnotherOrganisationWhateverElseItSays) {
  for (const json& with :
       {json{{"is_stranger", true}}, json{{"team_id", "T9"}}, json{{"team_id", nullptr}}}) {
    auto stranger = user(with);
    EXPECT_TRUE(read_person(stranger, k_self)->other_organisation) << with;
    stranger["user"].erase("is_restricted");
    EXPECT_TRUE(read_person(stranger, k_self)->other_organisation) << with;
  }
  EXPECT_FALSE(read_person(user(json::object()), k_self)->other_organisation);
  EXPECT_FALSE(read_person(user({{"is_restricted", true}}), k_self)->other_organisation);
  const Identity of_no_team{.user = "U0BOT"};
  EXPECT_TRUE(read_person(user({{"team_id", nullptr}}), of_no_team)->other_organisation);
}

TEST(ReadPerson, CountsTheWholeOrganisationAsOurs) {
  const json ours = {{"team_id", "T9"}, {"enterprise_user", {{"enterprise_id", "E0OURS"}}}};
  const json theirs = {{"team_id", "T9"}, {"enterprise_user", {{"enterprise_id", "E9"}}}};
  EXPECT_FALSE(read_person(user(ours), k_self)->guest);
  EXPECT_FALSE(read_person(user(ours), k_self)->other_organisation);
  EXPECT_TRUE(read_person(user(theirs), k_self)->guest);
}

TEST(ReadPerson, DoesNotFindWhoIsDeactivatedOrNotThere) {
  EXPECT_EQ(read_person(user({{"deleted", true}}), k_self).error().kind, ErrorKind::not_found);
  EXPECT_EQ(read_person(json::object(), k_self).error().kind, ErrorKind::misunderstood);
}

TEST(ReadPerson, TellsBots) {
  EXPECT_TRUE(read_person(user({{"is_bot", true}}), k_self)->bot);
  EXPECT_TRUE(read_person(user({{"id", "USLACKBOT"}}), k_self)->bot);
}

TEST(FindGroup, LooksForTheHandleAmongThoseThatAreOn) {
  const auto answer = json::parse(R"({"usergroups": [
    {"id": "S0", "handle": "support-team", "date_delete": 1763798400},
    {"id": "S1", "handle": "support-team", "date_delete": 0}, {"handle": "nameless"}, 7]})");
  EXPECT_EQ(find_group(answer, "support-team"), "S1");
  EXPECT_EQ(find_group(answer, "nameless"), std::nullopt);
  EXPECT_EQ(find_group(answer, "other"), std::nullopt);
  EXPECT_EQ(find_group(json::object(), "support-team"), std::nullopt);
}

TEST(ReadMembers, TakesTheListOrNothing) {
  EXPECT_THAT(read_members(json::parse(R"({"users": ["U1", 7, "W2"]})")).value(),
              testing::ElementsAre("U1", "W2"));
  EXPECT_EQ(read_members(json::object()).error().kind, ErrorKind::misunderstood);
}

}  // namespace
}  // namespace latchkey::slack
