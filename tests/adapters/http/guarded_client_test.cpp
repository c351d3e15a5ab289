#include "adapters/http/guarded_client.hpp"

#include "adapters/http/patient_get.hpp"
#include "core/diagnosis/answer_within.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/held_http_client.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <optional>
#include <string>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

const TimePoint k_ten = parse_time("2026-11-22T10:00:00Z").value();

const Error k_nobody{ErrorKind::unreachable, "Mailgun: no connection (Connection refused)"};
const Error k_cut{ErrorKind::uncertain, "Mailgun cut the connection before it answered"};

Request get() {
  return {.url = "https://api.example/x"};
}
Request form() {
  return {.method = Method::post, .url = "https://api.example/form", .fresh_connection = true};
}

/// One failure opens it; for how long, a test says.
class GuardedClientTest : public testing::Test {
 protected:
  void guard_with(milliseconds pause) {
    GuardOptions options;
    options.breaker.failures_to_open = 1;
    options.breaker.first_pause = pause;
    options.breaker.longest_pause = pause;
    guard_ = create_guarded_client("Mailgun", inner_, clock_, options);
  }
  Expected<Response> send(Request request) {
    return doubles::await(guard_->send("Mailgun", std::move(request)));
  }

  doubles::FakeClock clock_{k_ten};
  doubles::ScriptedHttpClient inner_;
  std::unique_ptr<GuardedClient> guard_ = create_guarded_client("Mailgun", inner_, clock_);
};

TEST_F(GuardedClientTest, PassesRequestsAndAnswersOn) {
  inner_.answer("GET", doubles::json_response(404, "{}"));
  EXPECT_EQ(send(get())->status, 404);
  EXPECT_EQ(inner_.systems().at(0), "Mailgun");
  EXPECT_GT(inner_.requests().at(0).deadline, seconds{9});
  EXPECT_FALSE(guard_->state().open);
  EXPECT_EQ(guard_->state().system, "Mailgun");
}

TEST_F(GuardedClientTest, FailsAtOnceAndSaysSinceWhen) {
  guard_with(hours{1});
  inner_.answer("GET", k_nobody);
  EXPECT_EQ(send(get()).error().what, k_nobody.what);
  const auto refused = send(get());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().what,
            "Mailgun has not answered since 10:00:00 UTC (no connection (Connection refused)) and "
            "is tried again at 11:00:00 UTC");
  EXPECT_EQ(inner_.requests().size(), 1U);
}

TEST_F(GuardedClientTest, ShowsItsState) {
  guard_with(hours{1});
  inner_.answer("GET", doubles::json_response(503, ""));
  EXPECT_EQ(send(get())->status, 503);
  const auto state = guard_->state();
  EXPECT_TRUE(state.open);
  EXPECT_EQ(state.system, "Mailgun");
  EXPECT_EQ(state.since, k_ten);
  EXPECT_EQ(state.next_try, k_ten + hours{1});
  EXPECT_EQ(state.why, "503 unavailable");
}

// Nothing has left: a mail that nobody can be sure of would be the worse answer.
TEST_F(GuardedClientTest, RefusesAFormBeforeAnythingIsSent) {
  guard_with(hours{1});
  inner_.answer("GET", k_nobody);
  send(get()).error();
  const auto refused = send(form());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_TRUE(refused.error().what.ends_with("; nothing was sent")) << refused.error().what;
}

// A search by POST sends nothing that anybody would worry about.
TEST_F(GuardedClientTest, PromisesNothingOfAQuestion) {
  guard_with(hours{1});
  inner_.answer("GET", k_nobody);
  send(get()).error();
  auto question = get();
  question.method = Method::post;
  question.safe_to_repeat = true;
  const auto refused = send(std::move(question));
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().what.ends_with(" UTC")) << refused.error().what;
}

TEST_F(GuardedClientTest, NeverTriesWithAForm) {
  guard_with(milliseconds{0});
  inner_.answer("GET", k_nobody);
  send(get()).error();
  EXPECT_EQ(send(form()).error().kind, ErrorKind::unavailable);
  EXPECT_EQ(inner_.requests().size(), 1U);
  // The form's page is the trial; then the form goes.
  inner_.answer("GET", doubles::json_response(200, ""));
  inner_.answer("POST", doubles::json_response(302, ""));
  EXPECT_TRUE(send(get()));
  EXPECT_TRUE(send(form()));
}

TEST_F(GuardedClientTest, ClosesWithTheTrialsAnswer) {
  guard_with(milliseconds{0});
  inner_.answer("GET", k_nobody);
  send(get()).error();
  EXPECT_TRUE(guard_->state().open);
  inner_.answer("GET", doubles::json_response(401, "{}"));
  EXPECT_EQ(send(get())->status, 401);
  EXPECT_FALSE(guard_->state().open);
}

TEST_F(GuardedClientTest, CountsAFormInDoubtAsAFailure) {
  guard_with(hours{1});
  inner_.answer("POST", k_cut);
  EXPECT_EQ(send(form()).error().kind, ErrorKind::uncertain);
  EXPECT_EQ(send(get()).error().kind, ErrorKind::unavailable);
}

TEST_F(GuardedClientTest, LeavesASystemAloneThatAskedForIt) {
  inner_.answer("GET", doubles::json_response(429, "", {{"Retry-After", "30"}}));
  EXPECT_EQ(send(get())->status, 429);
  const auto refused = send(get());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(refused.error().retry_after, seconds{30});
  EXPECT_EQ(refused.error().what,
            "Mailgun wants to be left alone until 10:00:30 UTC (429 too many requests)");
  EXPECT_TRUE(guard_->state().open);
  EXPECT_EQ(guard_->state().next_try, k_ten + seconds{30});
}

// The wait may stand in the body only; told to one, it holds for all.
TEST_F(GuardedClientTest, LeavesASystemAloneForAsLongAsItsBodySays) {
  inner_.answer("GET", doubles::json_response(420, R"({"retry-seconds":60})"));
  EXPECT_EQ(send(get())->status, 420);
  EXPECT_EQ(send(get()).error().retry_after, seconds{60});
}

TEST_F(GuardedClientTest, LeavesASystemAloneForAMomentThatDoesNotSayForHowLong) {
  inner_.answer("GET", doubles::json_response(429, ""));
  EXPECT_EQ(send(get())->status, 429);
  const auto refused = send(get());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(refused.error().what,
            "Mailgun was asked too much (429 too many requests), did not say until when, and is "
            "asked again at 10:00:05 UTC");
  EXPECT_EQ(refused.error().retry_after, std::nullopt) << "it did not say so";
  EXPECT_EQ(guard_->state().next_try, k_ten + seconds{5});
}

// Those who were refused for a guess of ours do not all come back when it is over.
TEST_F(GuardedClientTest, IsNotWaitedForWhereNobodySaidForHowLong) {
  inner_.answer("GET", doubles::json_response(429, ""));
  EXPECT_EQ(send(get())->status, 429);
  const Deadline deadline{seconds{10}};
  const auto refused = doubles::await(patient_get(*guard_, "Mailgun", get(), deadline));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(inner_.requests().size(), 1U);
}

// Somebody else's 429 is as good as one's own.
TEST_F(GuardedClientTest, IsWaitedForByThePatient) {
  inner_.answer("GET", doubles::json_response(429, "", {{"Retry-After", "1"}}));
  inner_.answer("GET", doubles::json_response(200, "", {}));
  EXPECT_EQ(send(get())->status, 429);
  const Deadline deadline{seconds{10}};
  EXPECT_EQ(doubles::await(patient_get(*guard_, "Mailgun", get(), deadline))->status, 200);
}

/// One place, and requests that stay under way.
class GuardedFlood : public testing::Test {
 protected:
  std::size_t begin(Request request) {
    const auto index = answers_.size();
    answers_.emplace_back();
    asio::co_spawn(io_, guard_->send("Mailgun", std::move(request)),
                   [this, index](const std::exception_ptr&, Expected<Response> answer) {
                     answers_[index] = std::move(answer);
                   });
    run();
    return index;
  }
  void run() {
    io_.restart();
    io_.poll();
  }

  doubles::FakeClock clock_{k_ten};
  asio::io_context io_{1};
  doubles::HeldHttpClient inner_{io_};
  std::unique_ptr<GuardedClient> guard_ =
      create_guarded_client("Mailgun", inner_, clock_,
                            {.breaker = {.failures_to_open = 1, .first_pause = hours{1}},
                             .limit = {.in_flight = 1, .waiting = 2}});
  std::vector<std::optional<Expected<Response>>> answers_;
};

TEST_F(GuardedFlood, IsSentOneAfterTheOther) {
  for (const auto* path : {"1", "2", "3"}) begin({.url = path});
  EXPECT_EQ(inner_.count(), 1U);
  inner_.answer(0, Response{200, {}, ""});
  inner_.answer(1, Response{200, {}, ""});
  inner_.answer(2, Response{200, {}, ""});
  EXPECT_EQ(inner_.request(1).url, "2");
  EXPECT_EQ(inner_.request(2).url, "3");
  EXPECT_TRUE(answers_[2].value());
}

// What it said holds, though another answer to what was asked together says nothing.
TEST_F(GuardedFlood, IsLeftAloneForAsLongAsOneAnswerSaid) {
  guard_ = create_guarded_client("Mailgun", inner_, clock_);
  begin(get());
  begin(get());
  inner_.answer(0, Response{429, {{"Retry-After", "30"}}, ""});
  inner_.answer(1, Response{429, {}, ""});
  begin(get());
  ASSERT_TRUE(answers_[2]);
  EXPECT_EQ(answers_[2]->error().what,
            "Mailgun wants to be left alone until 10:00:30 UTC (429 too many requests)");
}

TEST_F(GuardedFlood, IsRefusedWhereTooManyWait) {
  for (int i = 0; i < 4; ++i) begin(get());
  ASSERT_TRUE(answers_[3]);
  EXPECT_EQ(answers_[3]->error().kind, ErrorKind::rate_limited);
}

// Those who wait learn at once that waiting is in vain.
TEST_F(GuardedFlood, IsToldWhenTheSystemTurnsOutToBeDown) {
  for (int i = 0; i < 3; ++i) begin(get());
  inner_.answer(0, k_nobody);
  ASSERT_TRUE(answers_[2]);
  EXPECT_EQ(answers_[1]->error().kind, ErrorKind::unavailable);
  EXPECT_EQ(answers_[2]->error().kind, ErrorKind::unavailable);
  EXPECT_EQ(inner_.count(), 1U);
}

TEST_F(GuardedFlood, LeavesARequestItsLastSecond) {
  begin(get());
  auto short_of_time = form();
  short_of_time.deadline = seconds{1};
  begin(std::move(short_of_time));
  while (!answers_[1]) io_.run_one();
  EXPECT_EQ(answers_[1]->error().kind, ErrorKind::timed_out) << "not uncertain: it was not sent";
  EXPECT_EQ(inner_.count(), 1U);
}

// Diagnoses bound their questions themselves, and a little before the request's own deadline: a
// system that hangs must be noticed all the same.
TEST_F(GuardedFlood, CountsARequestAsAFailureThatWasGivenUpAtItsDeadline) {
  constexpr milliseconds k_given{1'100};
  auto hanging = get();
  hanging.deadline = k_given;
  const auto answer = doubles::await(
      answer_within(guard_->send("Mailgun", std::move(hanging)), k_given, "Mailgun"), io_);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::timed_out);
  run();
  const auto state = guard_->state();
  EXPECT_TRUE(state.open);
  EXPECT_EQ(state.why, "did not answer within 1.1 s");
}

// Where the operator grants a second in all, or less, nothing is ever given more.
TEST_F(GuardedFlood, CountsAHangingRequestThoughItsAskerHasLittleTime) {
  constexpr milliseconds k_given{300};
  auto options = options_within(k_given);
  options.breaker = {.failures_to_open = 1, .first_pause = hours{1}};
  guard_ = create_guarded_client("Mailgun", inner_, clock_, options);
  auto hanging = get();
  hanging.deadline = k_given;
  EXPECT_FALSE(doubles::await(
      answer_within(guard_->send("Mailgun", std::move(hanging)), k_given, "Mailgun"), io_));
  run();
  EXPECT_TRUE(guard_->state().open);
}

TEST(GuardOptions, LeaveTheUsualDeadlineItsFairSecond) {
  EXPECT_EQ(options_within(seconds{10}).fair, seconds{1});
  EXPECT_EQ(options_within(seconds{1}).fair, milliseconds{800});
}

// Who gives up early says nothing about the system, and holds neither the place nor the trial.
TEST_F(GuardedFlood, LearnsNothingFromACancelledRequest) {
  asio::cancellation_signal signal;
  asio::co_spawn(io_, guard_->send("Mailgun", get()),
                 asio::bind_cancellation_slot(signal.slot(), asio::detached));
  run();
  signal.emit(asio::cancellation_type::terminal);
  run();
  begin(get());
  EXPECT_EQ(inner_.count(), 2U);
  EXPECT_FALSE(guard_->state().open);
}

TEST_F(GuardedFlood, SurvivesTheEndOfTheProgram) {
  for (int i = 0; i < 3; ++i) begin(get());
  guard_.reset();
}

}  // namespace
}  // namespace latchkey::http
