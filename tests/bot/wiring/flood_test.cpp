// What a flood of commands comes to at a system that is asked.
#include "bot/rendering/text.hpp"
#include "tests/bot/wiring/wired.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace latchkey {
namespace {

using doubles::LoopbackServer;
using testing::Contains;
using testing::ContainsRegex;

std::size_t told_that_too_many_wait(const std::vector<Expected<MailHistory>>& answers) {
  return static_cast<std::size_t>(
      std::count_if(answers.begin(), answers.end(), [](const auto& answer) {
        return !answer && answer.error().what ==
                              "Mailgun: not asked, 256 requests are under way and 256 wait already";
      }));
}

// As many as may be under way are, as many as may wait do, and the others are told at once.
TEST(Flood, OfDiagnosesIsNoneAtASystem) {
  const LoopbackServer gitlab{{doubles::json(200, "[]")}};
  LoopbackServer mailgun{{doubles::held(doubles::json(503, "{}"))}};
  auto config = config_of({service_at("CustomersDot", gitlab.url())}, mailgun.url());
  // Nothing is given up while answers are held back.
  config.run.upstream_deadline = std::chrono::minutes{2};
  Wired wired{std::move(config)};
  const http::InFlightLimit::Options limit;

  // Of other people each: who asks about the same one shares the answer. The log is asked two
  // questions about each, the first of which that comes too late ends it.
  const std::size_t flood = limit.in_flight + limit.waiting;
  const std::size_t in_time = flood / 2;
  std::vector<Expected<MailHistory>> answers;
  for (std::size_t i = 0; i < flood; ++i) {
    const std::string customer = "customer-" + std::to_string(i) + "@acme.example";
    wired.begin_mail_question(EmailAddress::parse(customer).value(), answers);
  }
  ASSERT_TRUE(wired.run_until([&] { return answers.size() >= flood - in_time; }));
  EXPECT_EQ(told_that_too_many_wait(answers), flood - in_time);
  ASSERT_TRUE(wired.run_until([&] { return mailgun.requests().size() >= limit.in_flight; }));
  EXPECT_EQ(mailgun.requests().size(), limit.in_flight);

  mailgun.release();
  EXPECT_TRUE(wired.run_until([&] { return answers.size() >= flood; }));
  // What Mailgun failed at was noticed, and holds for who comes next.
  EXPECT_THAT(wired.left_alone(), Contains("Mailgun: left alone"));
  const auto asked = mailgun.requests().size();
  EXPECT_THAT(rendering::to_text(wired.diagnose(), {}),
              ContainsRegex("- Mailgun has not answered since [0-9:]+ UTC \\(503 unavailable\\)"));
  EXPECT_EQ(mailgun.requests().size(), asked);
}

}  // namespace
}  // namespace latchkey
