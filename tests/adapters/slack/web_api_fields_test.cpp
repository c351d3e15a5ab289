// What the Web API's answers come to where a field is missing, of another type, or the answer cut
// off: for each field that is read a row, and for every other field that it does not matter.
#include "adapters/slack/web_api_answer.hpp"
#include "adapters/slack/web_api_call.hpp"
#include "adapters/slack/web_api_error.hpp"
#include "tests/doubles/fixture.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::slack {
namespace {

using nlohmann::json;

const Identity k_us{.user = "U0BOT", .bot = "B0BOT", .team = "T0OURS", .enterprise = "E0OURS"};

std::string error_words(const Error& error) {
  const char* kind = error.kind == ErrorKind::misunderstood ? "misunderstood"
                     : error.kind == ErrorKind::uncertain   ? "uncertain"
                                                            : "another error";
  return std::string{kind} + ": " + error.what;
}

template <class T, class Describe>
std::string told(const Expected<T>& read, Describe describe) {
  return read ? describe(*read) : error_words(read.error());
}

std::string identity_in(const json& answer) {
  return told(read_identity(answer), [](const Identity& self) {
    return self.user + "/" + self.bot + "/" + self.team + "/" + self.enterprise;
  });
}

std::string url_in(const json& answer) {
  return told(read_socket_url(answer), [](const std::string& url) { return url; });
}

std::string channel_in(const json& answer) {
  return told(read_channel(answer), [](const chat::Channel& read) {
    return std::string{read.shared ? "shared" : "ours"} + (read.archived ? ", archived" : "") +
           (read.member ? ", member" : ", not a member") + (read.direct ? ", direct" : "");
  });
}

std::string person_in(const json& answer) {
  return told(read_person(answer, k_us), [](const chat::Person& read) {
    return read.id + ", " + read.display_name + (read.guest ? ", guest" : ", full member") +
           (read.other_organisation ? ", other organisation" : "") + (read.bot ? ", bot" : "");
  });
}

std::string group_in(const json& answer) {
  return find_group(answer, "support-team").value_or("none");
}

std::string members_in(const json& answer) {
  return told(read_members(answer), [](const std::vector<std::string>& all) {
    std::string text;
    for (const auto& member : all) text += (text.empty() ? "" : ", ") + member;
    return text;
  });
}

std::string place_in(const json& answer) {
  return told(read_posted(answer),
              [](const chat::MessageRef& message) { return message.channel + "/" + message.id; });
}

std::string tags_in(const json& answer) {
  return told(read_tagged(answer, "C0SUPPORT", k_us),
              [&](const std::vector<chat::TaggedMessage>& messages) {
                std::string text;
                for (const auto& [tag, where] : messages) {
                  text += tag.job + "/" + tag.step + " at " + where.id + "; ";
                }
                return text + (next_cursor(answer).empty() ? "last page" : "more pages");
              });
}

/// What it comes to where this field is missing, or of another type.
struct FieldRow {
  const char* pointer;
  const char* missing;
  const char* other_type;
};

/// One method's answer: `fields` are those that are read, and `intact` is what it comes to with
/// any other change.
struct MethodAnswer {
  Call call;
  std::function<std::string(const json&)> read;
  const char* intact;
  std::vector<FieldRow> fields;
};

void PrintTo(const MethodAnswer& answer, std::ostream* out) {
  *out << answer.call.method;
}

class AnswersFields : public testing::TestWithParam<MethodAnswer> {
 protected:
  [[nodiscard]] std::string read(const std::string& body) const {
    const http::Response response{
        .status = 200, .headers = {{"Content-Type", "application/json"}}, .body = body};
    const auto answer = read_answer(answer_.call, response);
    return answer ? answer_.read(*answer) : error_words(answer.error());
  }
  [[nodiscard]] std::string broken() const {
    return std::string{answer_.call.repeatable ? "misunderstood" : "uncertain"} +
           ": Slack: " + answer_.call.method + ": the answer is not what Slack promises";
  }
  [[nodiscard]] const FieldRow* row_of(const std::string& pointer) const {
    const auto row =
        std::find_if(answer_.fields.begin(), answer_.fields.end(),
                     [&](const FieldRow& candidate) { return candidate.pointer == pointer; });
    return row == answer_.fields.end() ? nullptr : &*row;
  }
  /// Every field, however deep, and what stands on the way to it, each once.
  [[nodiscard]] std::vector<json::json_pointer> pointers() const {
    std::vector<json::json_pointer> all;
    const json flat = json_.flatten();
    for (const auto& [pointer, value] : flat.items()) {
      for (auto at = json::json_pointer{pointer}; !at.empty(); at.pop_back()) {
        if (std::find(all.begin(), all.end(), at) == all.end()) all.push_back(at);
      }
    }
    return all;
  }

  const MethodAnswer& answer_ = GetParam();
  const std::string text_ = doubles::fixture("slack/webapi/" + answer_.call.method + ".json");
  const json json_ = json::parse(text_);
};

TEST_P(AnswersFields, AreReadWhereNothingIsWrong) {
  EXPECT_EQ(read(text_), answer_.intact);
}

TEST_P(AnswersFields, MayBeMissing) {
  for (const auto& at : pointers()) {
    json changed = json_;
    auto& parent = changed[at.parent_pointer()];
    if (!parent.is_object()) continue;
    parent.erase(at.back());
    const auto* row = row_of(at.to_string());
    const auto expected = at.to_string() == "/ok" ? broken() : row ? row->missing : answer_.intact;
    EXPECT_EQ(read(changed.dump()), expected) << "without " << at.to_string();
  }
}

TEST_P(AnswersFields, MayBeOfAnotherType) {
  for (const auto& at : pointers()) {
    for (const json& other : {json(nullptr), json(7), json(true), json("text"), json::array(),
                              json::array({1}), json::object(), json::object({{"x", 1}})}) {
      json changed = json_;
      const bool same =
          other.type() == changed[at].type() || (other.is_number() && changed[at].is_number());
      if (same) continue;
      changed[at] = other;
      const auto* row = row_of(at.to_string());
      const auto expected = at.to_string() == "/ok" ? broken()
                            : row                   ? row->other_type
                                                    : answer_.intact;
      EXPECT_EQ(read(changed.dump()), expected) << at.to_string() << " is " << other;
    }
  }
}

TEST_P(AnswersFields, AreNotReadOfAnAnswerThatIsCutOff) {
  const auto text = json_.dump();
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(read(text.substr(0, size)), broken()) << "cut at " << size;
  }
}

// A row of a field that is not there any more would test nothing.
TEST_P(AnswersFields, AreAllInTheAnswer) {
  for (const auto& field : answer_.fields) {
    EXPECT_TRUE(json_.contains(json::json_pointer{field.pointer})) << field.pointer;
  }
}

constexpr const char* k_no_channel = "misunderstood: Slack: conversations.info names no channel";
constexpr const char* k_no_members = "misunderstood: Slack: usergroups.users.list names no users";
constexpr const char* k_no_sharing =
    "misunderstood: Slack: conversations.info does not say whether the channel is shared";
constexpr const char* k_no_user = "misunderstood: Slack: users.info names no user";
constexpr const char* k_no_guest =
    "misunderstood: Slack: users.info does not say whether this person is a guest";
constexpr const char* k_stranger = "W0DANA, dee, guest, other organisation";
constexpr const char* k_by_name = "W0DANA, Dana Example, full member";
constexpr const char* k_nowhere =
    "uncertain: Slack: chat.postMessage does not say where the message stands";
constexpr const char* k_no_page = "misunderstood: Slack: a page of messages holds none";

const MethodAnswer k_auth_test{auth_test(),
                               identity_in,
                               "U0BOT/B0BOT/T0OURS/E0OURS",
                               {{"/user_id", "misunderstood: Slack: auth.test names no user",
                                 "misunderstood: Slack: auth.test names no user"},
                                {"/bot_id", "U0BOT//T0OURS/E0OURS", "U0BOT//T0OURS/E0OURS"},
                                {"/team_id", "U0BOT/B0BOT//E0OURS", "U0BOT/B0BOT//E0OURS"},
                                {"/enterprise_id", "U0BOT/B0BOT/T0OURS/", "U0BOT/B0BOT/T0OURS/"}}};

const MethodAnswer k_apps_connections_open{
    apps_connections_open(),
    url_in,
    "wss://wss-primary.slack.com/link/?ticket=11111111-0000-4000-8000-000000000001&app_id=A0APP",
    {{"/url", "misunderstood: Slack: apps.connections.open gives no url",
      "misunderstood: Slack: apps.connections.open gives no url"}}};

const MethodAnswer k_conversations_info{
    conversations_info("C0SUPPORT"),
    channel_in,
    "ours, member",
    {{"/channel", k_no_channel, k_no_channel},
     {"/channel/is_ext_shared", k_no_sharing, k_no_sharing},
     // Shared with somebody, and nobody says that it is with our own organisation.
     {"/channel/is_org_shared", "shared, member", "shared, member"},
     {"/channel/is_member", "ours, not a member", "ours, not a member"}}};

const MethodAnswer k_users_info{users_info("W0DANA"),
                                person_in,
                                "W0DANA, dee, full member",
                                {{"/user", k_no_user, k_no_user},
                                 {"/user/id", k_no_user, k_no_user},
                                 {"/user/is_restricted", k_no_guest, k_no_guest},
                                 {"/user/is_ultra_restricted", k_no_guest, k_no_guest},
                                 {"/user/enterprise_user", k_stranger, k_stranger},
                                 {"/user/enterprise_user/enterprise_id", k_stranger, k_stranger},
                                 {"/user/profile", k_by_name, k_by_name},
                                 {"/user/profile/display_name", k_by_name, k_by_name}}};

const MethodAnswer k_users_lookup_by_email{
    users_lookup_by_email("lena@corp.example"),
    person_in,
    "U0LENA, lena, full member",
    {{"/user", k_no_user, k_no_user},
     {"/user/id", k_no_user, k_no_user},
     {"/user/team_id", "U0LENA, lena, guest, other organisation",
      "U0LENA, lena, guest, other organisation"},
     {"/user/is_restricted", k_no_guest, k_no_guest},
     {"/user/is_ultra_restricted", k_no_guest, k_no_guest},
     {"/user/profile", "U0LENA, Lena Example, full member", "U0LENA, Lena Example, full member"},
     {"/user/profile/display_name", "U0LENA, Lena Example, full member",
      "U0LENA, Lena Example, full member"}}};

const MethodAnswer k_usergroups_list{
    usergroups_list(),
    group_in,
    "S0SUPPORT",
    {{"/usergroups", "none", "none"},
     // Slack lists groups that are switched off only where it is asked to.
     {"/usergroups/0/date_delete", "S0FORMER", "S0FORMER"},
     {"/usergroups/1", "", "none"},
     {"/usergroups/1/id", "none", "none"},
     {"/usergroups/1/handle", "none", "none"}}};

const MethodAnswer k_usergroups_users_list{usergroups_users_list("S0SUPPORT"),
                                           members_in,
                                           "U0LENA, W0DANA",
                                           {{"/users", k_no_members, k_no_members},
                                            {"/users/0", "", "W0DANA"},
                                            {"/users/1", "", "U0LENA"}}};

const MethodAnswer k_chat_post_message{
    post_message("C0SUPPORT", "", {.summary = "Hello"}),
    place_in,
    "C0SUPPORT/1763798500.000300",
    {{"/channel", k_nowhere, k_nowhere}, {"/ts", k_nowhere, k_nowhere}}};

const MethodAnswer k_conversations_history{
    conversations_history("C0SUPPORT", TimePoint{}, ""),
    tags_in,
    "j-1/root at 1763798500.000300; more pages",
    {{"/messages", k_no_page, k_no_page},
     {"/messages/0", "", "more pages"},
     {"/messages/0/ts", "more pages", "more pages"},
     {"/messages/0/metadata", "more pages", "more pages"},
     {"/messages/0/metadata/event_type", "more pages", "more pages"},
     {"/messages/0/metadata/event_payload", "more pages", "more pages"},
     {"/messages/0/metadata/event_payload/job", "more pages", "more pages"},
     {"/messages/0/metadata/event_payload/step", "j-1/ at 1763798500.000300; more pages",
      "j-1/ at 1763798500.000300; more pages"},
     {"/response_metadata", "j-1/root at 1763798500.000300; last page",
      "j-1/root at 1763798500.000300; last page"},
     {"/response_metadata/next_cursor", "j-1/root at 1763798500.000300; last page",
      "j-1/root at 1763798500.000300; last page"}}};

const MethodAnswer k_conversations_replies{
    conversations_replies("C0SUPPORT", "1763798300.000100", TimePoint{}, ""),
    tags_in,
    "j-1/reply 0 at 1763798600.000400; last page",
    {{"/messages", k_no_page, k_no_page},
     {"/messages/1", "", "last page"},
     {"/messages/1/ts", "last page", "last page"},
     {"/messages/1/metadata", "last page", "last page"},
     {"/messages/1/metadata/event_type", "last page", "last page"},
     {"/messages/1/metadata/event_payload", "last page", "last page"},
     {"/messages/1/metadata/event_payload/job", "last page", "last page"},
     {"/messages/1/metadata/event_payload/step", "j-1/ at 1763798600.000400; last page",
      "j-1/ at 1763798600.000400; last page"}}};

std::string name_of(const testing::TestParamInfo<MethodAnswer>& info) {
  std::string name = info.param.call.method;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Of, AnswersFields,
                         testing::Values(k_auth_test, k_apps_connections_open, k_conversations_info,
                                         k_users_info, k_users_lookup_by_email, k_usergroups_list,
                                         k_usergroups_users_list, k_chat_post_message,
                                         k_conversations_history, k_conversations_replies),
                         name_of);

}  // namespace
}  // namespace latchkey::slack
