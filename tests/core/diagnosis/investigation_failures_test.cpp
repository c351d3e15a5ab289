// An investigation whose systems hang, fail or break off, or that is stopped itself.
#include "tests/core/diagnosis/investigated.hpp"

#include <gmock/gmock.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <stdexcept>

namespace latchkey {
namespace {

namespace asio = boost::asio;
using namespace doubles;
using std::chrono::milliseconds;
using testing::SizeIs;

asio::awaitable<void> break_off() {
  throw std::runtime_error("out of range");
  co_return;
}

TEST_F(InvestigationTest, GivesUpOnASystemThatDoesNotAnswerInTime) {
  gitlab_accounts_.before_answer = hang;
  const auto& diagnosis = run(investigation(milliseconds{1}));
  ASSERT_THAT(diagnosis.unanswered, SizeIs(1));
  EXPECT_EQ(diagnosis.unanswered[0].why, "GitLab.com did not answer within 1 ms");
}

TEST_F(InvestigationTest, GivesUpOnAllSystemsAtOnce) {
  hold_all_back(hang);
  const auto& diagnosis = run(investigation(milliseconds{1}));
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::unknown);
  EXPECT_THAT(diagnosis.unanswered, SizeIs(6));
}

TEST_F(InvestigationTest, DoesNotWaitForAQuestionThatCannotBeStopped) {
  asio::steady_timer let_go{context_, asio::steady_timer::time_point::max()};
  customers_mail_.before_answer = [&] { return wait_deafly(&let_go); };
  EXPECT_THAT(run(investigation(milliseconds{1})).unanswered, SizeIs(1));
  // Its late answer finds nobody, and harms nobody.
  let_go.cancel();
  context_.run();
  EXPECT_THAT(progress_, SizeIs(7));
}

TEST_F(InvestigationTest, TellsAFailedAnswerInTheSystemsOwnSentence) {
  customers_mail_.answer = unauthorized();
  const auto& diagnosis = run(investigation());
  ASSERT_THAT(diagnosis.unanswered, SizeIs(1));
  EXPECT_EQ(diagnosis.unanswered[0].check, "mail_log");
  EXPECT_EQ(diagnosis.unanswered[0].why, "Mailgun: 401 unauthorized");
}

TEST_F(InvestigationTest, SurvivesAQuestionThatBreaksOff) {
  customers_accounts_.before_answer = break_off;
  const auto& diagnosis = run(investigation());
  ASSERT_THAT(diagnosis.unanswered, SizeIs(1));
  EXPECT_EQ(diagnosis.unanswered[0].why, "CustomersDot could not be asked: a fault in Latchkey");
}

TEST_F(InvestigationTest, StopsItsQuestionsWhenItIsCancelled) {
  hold_all_back(hang);
  customers_mail_.before_answer = nullptr;
  auto examined = investigation();
  asio::cancellation_signal cancel;
  bool ended = false;
  std::exception_ptr thrown;
  auto on_end = [&](std::exception_ptr exception) {
    ended = true;
    thrown = exception;
  };
  asio::co_spawn(context_, keep(examined), asio::bind_cancellation_slot(cancel.slot(), on_end));
  while (progress_.size() < 2 && context_.run_one() > 0) {
  }
  cancel.emit(asio::cancellation_type::terminal);
  // Ends only because nothing hangs any longer: the deadline is a minute away.
  context_.run_for(std::chrono::seconds{30});
  EXPECT_TRUE(ended);
  EXPECT_TRUE(thrown);
  EXPECT_FALSE(diagnosis_);
  EXPECT_THAT(progress_, SizeIs(2));
  EXPECT_TRUE(context_.stopped());
}

TEST_F(InvestigationTest, MayBeDroppedInTheMiddle) {
  hold_all_back(hang);
  auto examined = investigation();
  asio::co_spawn(context_, keep(examined), [](std::exception_ptr) {});
  context_.poll();
  EXPECT_THAT(progress_, SizeIs(1));
  EXPECT_FALSE(context_.stopped());
}

}  // namespace
}  // namespace latchkey
