#include "core/diagnosis/investigation.hpp"

#include "tests/core/diagnosis/investigated.hpp"

#include <gmock/gmock.h>
#include <boost/asio/post.hpp>

namespace latchkey {
namespace {

namespace asio = boost::asio;
using namespace doubles;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Holds questions back until as many have come as it waits for.
class Gate {
 public:
  Gate(asio::io_context& context, int expected) : opened_(context), missing_(expected) {
    opened_.expires_at(asio::steady_timer::time_point::max());
  }

  asio::awaitable<void> pass() {
    if (--missing_ == 0) opened_.cancel();
    while (missing_ > 0) {
      boost::system::error_code woken;
      auto token = asio::redirect_error(asio::use_awaitable, woken);
      co_await opened_.async_wait(token);
    }
  }

  [[nodiscard]] int missing() const { return missing_; }

 private:
  asio::steady_timer opened_;
  int missing_;
};

TEST_F(InvestigationTest, AsksEverySystemOnceAboutTheWindowAndTheLookAlikes) {
  run(investigation());
  ASSERT_THAT(customers_accounts_.asked, SizeIs(1));
  ASSERT_THAT(gitlab_accounts_.asked, SizeIs(1));
  EXPECT_EQ(customers_accounts_.asked[0].front(), jane());
  EXPECT_THAT(customers_accounts_.asked[0], testing::Contains(address("jane_doe@acme.example")));
  ASSERT_THAT(customers_mail_.asked, SizeIs(1));
  ASSERT_THAT(gitlab_mail_.asked, SizeIs(1));
  EXPECT_EQ(customers_mail_.asked[0].recipient, jane());
  EXPECT_EQ(customers_mail_.asked[0].window.from, k_now - days{14});
  EXPECT_EQ(customers_mail_.asked[0].window.to, k_now);
  EXPECT_THAT(customers_lists_.asked, ElementsAre(jane()));
  EXPECT_THAT(gitlab_lists_.asked, ElementsAre(jane()));
}

TEST_F(InvestigationTest, JudgesByHowLongTheMailLogsKeepTheirLines) {
  mail_log_retention_ = days{5};
  const auto* finding = find(run(investigation()), "mail_log");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->summary, "Mail logs go back 5 days only; older mail cannot be seen");
}

// An account under another address beside one under the asked one is a cause on the diagnosed
// service only.
TEST_F(InvestigationTest, LooksForOtherSpellingsOnTheDiagnosedServiceWhateverIsThere) {
  run(investigation());
  EXPECT_THAT(customers_accounts_.reaches, ElementsAre(Reach::look_alikes));
  EXPECT_THAT(gitlab_accounts_.reaches, ElementsAre(Reach::look_alikes_where_none));
}

TEST_F(InvestigationTest, ConcludesFromWhatTheSystemsAnswered) {
  gitlab_mail_.answer = history({delivered(k_reset, k_now - hours{2})});
  const auto& diagnosis = run(investigation());
  EXPECT_EQ(diagnosis.email, jane());
  EXPECT_EQ(diagnosis.service, "CustomersDot");
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::reset_requested_elsewhere);
  EXPECT_THAT(diagnosis.unanswered, IsEmpty());
  EXPECT_GE(diagnosis.elapsed, milliseconds{0});
}

// The customer may have asked for the reset under the other spelling. At once with the rest: a
// diagnosis takes no longer than two questions, one after the other.
TEST_F(InvestigationTest, AsksEachLogAboutTheLikeliestSpellingsInOneQuestion) {
  run(investigation());
  for (const auto* log : {&customers_mail_, &gitlab_mail_}) {
    ASSERT_THAT(log->asked_for_several, SizeIs(1));
    const auto& spellings = log->asked_for_several[0];
    EXPECT_THAT(spellings, SizeIs(testing::Le(16U)));
    EXPECT_THAT(spellings, testing::Contains(address("jane_doe@acme.example")));
    EXPECT_THAT(spellings, testing::Not(testing::Contains(jane())));
  }
}

TEST_F(InvestigationTest, IsWholeThoughTheLookAlikesCouldNotBeAskedFor) {
  customers_mail_.answer_for_several = unauthorized();
  const auto& diagnosis = run(investigation());
  EXPECT_THAT(diagnosis.unanswered, IsEmpty());
  const auto said =
      std::any_of(diagnosis.findings.begin(), diagnosis.findings.end(), [](const Finding& finding) {
        return finding.summary.find("could not be looked up (Mailgun: 401") != std::string::npos;
      });
  EXPECT_TRUE(said);
}

TEST_F(InvestigationTest, GivesUpTheLookAlikesWithoutThatSystemBeingUnanswered) {
  customers_mail_.before_answer_about_several = hang;
  const auto& diagnosis = run(investigation(milliseconds{50}));
  EXPECT_THAT(diagnosis.unanswered, IsEmpty());
  EXPECT_EQ(progress_.back().asked, 6) << "it is no step that anybody waits for";
}

TEST_F(InvestigationTest, AsksAllAtOnce) {
  Gate gate{context_, 6};
  hold_all_back([&] { return gate.pass(); });
  const auto& diagnosis = run(investigation());
  EXPECT_EQ(gate.missing(), 0);
  EXPECT_THAT(diagnosis.unanswered, IsEmpty());
}

TEST_F(InvestigationTest, AsksOnceWhatTwoPeopleAskAtTheSameTime) {
  Gate gate{context_, 6};
  hold_all_back([&] { return gate.pass(); });
  auto examined = investigation();
  asio::co_spawn(context_, keep(examined), asio::detached);
  asio::co_spawn(context_, keep(examined), asio::detached);
  context_.run();
  EXPECT_EQ(diagnoses_, 2);
  EXPECT_THAT(customers_accounts_.asked, SizeIs(1));
  EXPECT_THAT(gitlab_accounts_.asked, SizeIs(1));
  EXPECT_THAT(customers_mail_.asked, SizeIs(1));
  EXPECT_THAT(gitlab_mail_.asked, SizeIs(1));
  EXPECT_THAT(customers_lists_.asked, SizeIs(1));
  EXPECT_THAT(gitlab_lists_.asked, SizeIs(1));
}

TEST_F(InvestigationTest, LetsAnAnswerServeForSomeSecondsAndSaysHowOldItIs) {
  auto examined = investigation();
  ask(examined);
  EXPECT_EQ(find(*diagnosis_, "answers_reused"), nullptr);
  clock_.advance(seconds{4});
  ask(examined);
  EXPECT_THAT(customers_mail_.asked, SizeIs(1));
  ASSERT_NE(find(*diagnosis_, "answers_reused"), nullptr);
  clock_.advance(seconds{1});
  ask(examined);
  EXPECT_THAT(customers_mail_.asked, SizeIs(2));
  EXPECT_EQ(find(*diagnosis_, "answers_reused"), nullptr);
}

// The log's other answer is of now, since the first one was a failure.
TEST_F(InvestigationTest, SaysHowOldWhatWasFoundAboutTheLookAlikesIs) {
  customers_mail_.answer = unauthorized();
  auto examined = investigation();
  ask(examined);
  customers_mail_.answer = history({});
  clock_.advance(seconds{4});
  ask(examined);
  EXPECT_THAT(customers_mail_.asked, SizeIs(2));
  EXPECT_THAT(customers_mail_.asked_for_several, SizeIs(1));
  const auto* reused = find(*diagnosis_, "answers_reused");
  ASSERT_NE(reused, nullptr);
  EXPECT_THAT(reused->evidence, testing::Contains(testing::Field(
                                    &EvidenceLine::source, "Mail log of customers.gitlab.com")));
}

TEST_F(InvestigationTest, AsksAgainWhoeverMustBeOfNow) {
  auto examined = investigation();
  ask(examined);
  ask(examined, Freshness::now);
  EXPECT_THAT(customers_accounts_.asked, SizeIs(2));
  EXPECT_THAT(gitlab_mail_.asked, SizeIs(2));
}

TEST_F(InvestigationTest, DoesNotKeepAFailure) {
  customers_mail_.answer = unauthorized();
  auto examined = investigation();
  ask(examined);
  EXPECT_THAT(diagnosis_->unanswered, SizeIs(1));
  customers_mail_.answer = history({});
  ask(examined);
  EXPECT_THAT(diagnosis_->unanswered, IsEmpty());
}

TEST_F(InvestigationTest, ReportsProgressFromTheStartToTheLastAnswer) {
  asio::steady_timer let_go{context_, asio::steady_timer::time_point::max()};
  gitlab_accounts_.before_answer = [&] { return wait_deafly(&let_go); };
  auto examined = investigation();
  asio::co_spawn(context_, keep(examined), [](std::exception_ptr) {});
  while (progress_.size() < 6 && context_.run_one() > 0) {
  }
  ASSERT_THAT(progress_, SizeIs(6));
  EXPECT_EQ(progress_[0].answered, 0);
  EXPECT_EQ(progress_[0].asked, 6);
  EXPECT_THAT(progress_[0].waiting_for,
              ElementsAre("CustomersDot", "Mail log of customers.gitlab.com",
                          "Suppression lists of customers.gitlab.com", "GitLab.com",
                          "Mail log of mg.gitlab.com", "Suppression lists of mg.gitlab.com"));
  EXPECT_EQ(progress_[5].answered, 5);
  EXPECT_THAT(progress_[5].waiting_for, ElementsAre("GitLab.com"));
  let_go.cancel();
  context_.run();
  ASSERT_THAT(progress_, SizeIs(7));
  EXPECT_THAT(progress_[6].waiting_for, IsEmpty());
  EXPECT_TRUE(diagnosis_);
}

// Sending a dozen questions takes a while, in which another diagnosis may wait to ask for a log's
// next page.
TEST_F(InvestigationTest, AsksTheMailLogsAtOnceAndLetsGoFirstWhatWaits) {
  auto examined = investigation();
  asio::co_spawn(context_, keep(examined), asio::detached);
  bool waited = false;
  asio::post(context_, [&] {
    waited = true;
    EXPECT_THAT(customers_mail_.asked, SizeIs(1));
    EXPECT_THAT(gitlab_mail_.asked, SizeIs(1));
    EXPECT_THAT(customers_lists_.asked, IsEmpty());
    EXPECT_THAT(customers_accounts_.asked, IsEmpty());
  });
  context_.run();
  EXPECT_TRUE(waited);
  EXPECT_THAT(customers_accounts_.asked, SizeIs(1));
  EXPECT_TRUE(diagnosis_);
}

TEST_F(InvestigationTest, KnowsNoOtherServicesThanItsSources) {
  auto examined = investigation();
  std::exception_ptr thrown;
  Question question{jane(), "Elsewhere", days{14}};
  auto run_it = [](Investigation& of, Question asked) -> asio::awaitable<void> {
    co_await of.run(std::move(asked), nullptr);
  };
  asio::co_spawn(context_, run_it(examined, std::move(question)),
                 [&](std::exception_ptr exception) { thrown = exception; });
  context_.run();
  EXPECT_THROW(std::rethrow_exception(thrown), std::logic_error);
}

}  // namespace
}  // namespace latchkey
