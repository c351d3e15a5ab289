#include "adapters/http/patient_get.hpp"

#include "tests/doubles/await.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <set>
#include <string>
#include <vector>

namespace latchkey::http {
namespace {

using doubles::json_response;
using std::chrono::seconds;
using SteadyClock = std::chrono::steady_clock;

/// Gets /x from a system that first answers this, and 200 to whoever asks again.
class PatientGet : public testing::Test {
 protected:
  Expected<Response> get(Expected<Response> first, std::chrono::milliseconds within = seconds{10}) {
    http_.answer("GET", std::move(first));
    http_.always("GET", json_response(200, "{}"));
    Request request{.url = "https://api.example/x"};
    const Deadline deadline{within};
    return doubles::await(patient_get(http_, "Mailgun", std::move(request), deadline));
  }
  [[nodiscard]] std::size_t tries() const { return http_.requests().size(); }

  doubles::ScriptedHttpClient http_;
};

TEST_F(PatientGet, AsksOnceMoreWhereTheSystemWasAwayForAMoment) {
  EXPECT_EQ(get(json_response(502, ""))->status, 200);
  EXPECT_EQ(tries(), 2U);
}

// With the same pause for all, second tries would come in the order of the first ones: each began
// its pause a moment later.
TEST_F(PatientGet, DoesNotComeBackTogetherWithWhatFailedTogether) {
  boost::asio::io_context io{1};
  std::vector<std::string> asked;
  for (char name = 'a'; name <= 't'; ++name) {
    asked.push_back(std::string{"https://api.example/"} + name);
    http_.answer(asked.back(), json_response(502, ""));
    boost::asio::co_spawn(
        io, patient_get(http_, "Mailgun", {.url = asked.back()}, Deadline{seconds{10}}),
        boost::asio::detached);
  }
  http_.always("GET", json_response(200, "{}"));
  io.run();

  std::vector<std::string> again;
  std::set<std::string> before;
  for (const auto& request : http_.requests()) {
    if (!before.insert(request.url).second) again.push_back(request.url);
  }
  EXPECT_EQ(again.size(), asked.size());
  EXPECT_NE(again, asked);
}

TEST_F(PatientGet, AsksOnceMoreWhereThereWasNoConnection) {
  EXPECT_EQ(get(Error{ErrorKind::unreachable, "Mailgun: no connection"})->status, 200);
  EXPECT_EQ(tries(), 2U);
}

// RFC 9110, 15.5.9: the client may repeat the request.
TEST_F(PatientGet, AsksOnceMoreWhereTheRequestWasLate) {
  EXPECT_EQ(get(json_response(408, ""))->status, 200);
  EXPECT_EQ(tries(), 2U);
}

TEST_F(PatientGet, TakesAnAnswerAsItIs) {
  EXPECT_EQ(get(json_response(401, "{}"))->status, 401);
  EXPECT_EQ(tries(), 1U);
}

// Lateness cost the time already, and what may have taken effect is not sent twice.
TEST_F(PatientGet, AsksNobodyAgainWhoWasLate) {
  EXPECT_EQ(get(Error{ErrorKind::timed_out, ""}).error().kind, ErrorKind::timed_out);
  EXPECT_EQ(tries(), 1U);
}

// The earliest is asserted, never the latest: a busy machine is no failure.
TEST_F(PatientGet, WaitsAsLongAsA503AsksFor) {
  const auto began = SteadyClock::now();
  EXPECT_EQ(get(json_response(503, "", {{"Retry-After", "1"}}))->status, 200);
  EXPECT_EQ(tries(), 2U);
  EXPECT_GE(SteadyClock::now() - began, seconds{1});
}

TEST_F(PatientGet, DoesNotAskBeforeA503WantsToBeAsked) {
  EXPECT_EQ(get(json_response(503, "", {{"Retry-After", "30"}}))->status, 503);
  EXPECT_EQ(tries(), 1U);
}

// Mailgun tells with each answer when its limits begin anew; a 500 has nothing to do with it.
TEST_F(PatientGet, IsNotKeptBackByALimitThatIsNotReached) {
  const auto in_a_minute =
      std::chrono::ceil<seconds>(std::chrono::system_clock::now().time_since_epoch()).count() + 60;
  const auto busy = json_response(500, "", {{"X-RateLimit-Reset", std::to_string(in_a_minute)}});
  EXPECT_EQ(get(busy)->status, 200);
}

TEST_F(PatientGet, WaitsForALimitThatIsReached) {
  EXPECT_EQ(get(json_response(429, "", {{"Retry-After", "0"}}))->status, 200);
  EXPECT_EQ(tries(), 2U);
}

TEST_F(PatientGet, WaitsAsLongAsALimitsBodySays) {
  const auto began = SteadyClock::now();
  EXPECT_EQ(get(json_response(420, R"({"retry-seconds":1})"))->status, 200);
  EXPECT_GE(SteadyClock::now() - began, seconds{1});
}

TEST_F(PatientGet, DoesNotAskAgainWhereALimitNamesNoWait) {
  EXPECT_EQ(get(json_response(429, ""))->status, 429);
  EXPECT_EQ(tries(), 1U);
}

TEST_F(PatientGet, DoesNotWaitForALimitBeyondItsDeadline) {
  EXPECT_EQ(get(json_response(429, "", {{"Retry-After", "30"}}))->status, 429);
  EXPECT_EQ(tries(), 1U);
}

TEST_F(PatientGet, GivesUpWhereNothingIsLeftOfTheDeadline) {
  EXPECT_EQ(get(json_response(503, ""), std::chrono::milliseconds{400})->status, 503);
  EXPECT_EQ(tries(), 1U);
}

}  // namespace
}  // namespace latchkey::http
