#include "adapters/secrets/connect_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace latchkey::secrets {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

http::Response answered(int status, const std::string& message = "words") {
  return {status, {}, json{{"status", status}, {"message", message}}.dump()};
}

TEST(ConnectAnswer, SaysWhatARefusalMeans) {
  const auto error = [](int status) { return connect_error(answered(status), TimePoint{}); };
  EXPECT_EQ(error(401).kind, ErrorKind::refused);
  EXPECT_EQ(error(401).what,
            "1Password Connect: 401 unauthorized: its token is wrong, cut off or expired");
  EXPECT_EQ(error(403).kind, ErrorKind::refused);
  EXPECT_EQ(error(403).what, "1Password Connect: 403 forbidden: its token is not for this vault");
  EXPECT_EQ(error(404).kind, ErrorKind::not_found);
  EXPECT_EQ(error(503).kind, ErrorKind::unavailable);
  EXPECT_EQ(error(400).kind, ErrorKind::invalid);
  EXPECT_EQ(error(401).vendor_text, "words");
}

TEST(ConnectAnswer, IsAskedForAgainWhereThatMayHelp) {
  const std::vector<milliseconds> pauses = {milliseconds{1}, milliseconds{2}, milliseconds{3}};
  const auto pause = [&](const Expected<http::Response>& answer, std::size_t failures) {
    return pause_before_retry(answer, failures, pauses);
  };
  const Error no_connection{ErrorKind::unreachable, "x"};
  EXPECT_EQ(pause(no_connection, 0), milliseconds{1});
  EXPECT_EQ(pause(no_connection, 2), milliseconds{3});
  EXPECT_EQ(pause(no_connection, 3), std::nullopt);
  EXPECT_EQ(pause(answered(503), 2), milliseconds{3});
  EXPECT_EQ(pause(answered(408), 2), milliseconds{3});
  EXPECT_EQ(pause(answered(401), 1), milliseconds{2});
  EXPECT_EQ(pause(answered(401), 2), std::nullopt) << "by then it is meant";
  EXPECT_EQ(pause(answered(403), 2), std::nullopt);
  for (const int status : {200, 301, 400, 404, 413}) {
    EXPECT_EQ(pause(answered(status), 0), std::nullopt) << status;
  }
  EXPECT_EQ(pause(Error{ErrorKind::timed_out, "x"}, 0), std::nullopt);
  EXPECT_EQ(pause(Error{ErrorKind::misunderstood, "x"}, 0), std::nullopt);
}

TEST(ConnectAnswer, ListsWhatHasTheNameWhateverItsCapitals) {
  const json list = {{{"id", "a"}, {"title", "Mailgun"}},
                     {{"id", "b"}, {"title", "mailgun"}},
                     {{"id", "c"}, {"title", "Mailgun EU"}}};
  EXPECT_THAT(*ids_named(list, "title", "MAILGUN"), ElementsAre("a", "b"));
  EXPECT_THAT(*ids_named(list, "name", "Mailgun"), IsEmpty());
  EXPECT_THAT(*ids_named(json::array(), "title", "Mailgun"), IsEmpty());
}

// An archived item of the same name would make the name ambiguous, or be the one that is taken.
TEST(ConnectAnswer, LeavesOutWhatIsArchived) {
  const json list = {{{"id", "old"}, {"title", "Mailgun"}, {"state", "ARCHIVED"}},
                     {{"id", "new"}, {"title", "Mailgun"}}};
  EXPECT_THAT(*ids_named(list, "title", "Mailgun"), ElementsAre("new"));
}

TEST(ConnectAnswer, SurvivesListsOfOtherShapes) {
  EXPECT_THAT(*ids_named(json::parse(R"([{"title":7},{"title":"Mailgun"}])"), "title", "Mailgun"),
              IsEmpty());
  for (const char* text : {"{}", "null", "7", "[1]", R"([{"id":"a","title":"Mailgun"},null])"}) {
    const auto ids = ids_named(json::parse(text), "title", "Mailgun");
    ASSERT_FALSE(ids) << text;
    EXPECT_EQ(ids.error().kind, ErrorKind::misunderstood);
  }
}

TEST(ConnectAnswer, KnowsTheFormOfAnId) {
  EXPECT_TRUE(may_be_id("hfnjvi6aymbsnfc2xeeoheizda"));
  EXPECT_TRUE(may_be_id("HFNJVI6AYMBSNFC2XEEOHEIZDA"));
  EXPECT_FALSE(may_be_id("hfnjvi6aymbsnfc2xeeoheizd"));
  EXPECT_FALSE(may_be_id("hfnjvi6aymbsnfc2xeeoheizd-"));
  EXPECT_FALSE(may_be_id(""));
}

}  // namespace
}  // namespace latchkey::secrets
