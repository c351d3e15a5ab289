#include "core/checks/mail_log.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::SizeIs;

std::vector<std::string> unanswered_reasons(const Evidence& evidence) {
  std::vector<std::string> reasons;
  for (const auto& finding : mail_log(evidence).findings) {
    EXPECT_EQ(finding.status, Status::unanswered);
    reasons.push_back(finding.summary);
  }
  return reasons;
}

TEST(MailLogCheck, IsOkWhereEveryLogWasReadToTheEnd) {
  auto evidence = sample_evidence();
  evidence.services[0].mail = history({delivered(k_reset, k_now - days{1})});
  const auto result = mail_log(evidence);
  ASSERT_THAT(result.findings, SizeIs(1));
  EXPECT_EQ(result.findings[0].status, Status::ok);
  ASSERT_THAT(result.findings[0].evidence, SizeIs(2));
  EXPECT_EQ(result.findings[0].evidence[0].what, "1 mail to this address");
  EXPECT_EQ(result.findings[0].evidence[1].what, "0 mails to this address");
}

TEST(MailLogCheck, StaysUnansweredForEachLogThatCouldNotBeAsked) {
  auto evidence = sample_evidence();
  evidence.services[0].mail = unauthorized();
  evidence.services[1].mail = timed_out("Mail log of mg.gitlab.com");
  EXPECT_THAT(unanswered_reasons(evidence),
              ElementsAre("Mailgun: 401 unauthorized",
                          "Mail log of mg.gitlab.com did not answer within 10 s"));
}

TEST(MailLogCheck, StaysUnansweredWhereALogWasTooLong) {
  auto evidence = sample_evidence();
  evidence.services[1].mail->complete = false;
  EXPECT_THAT(unanswered_reasons(evidence),
              ElementsAre("Mail log of mg.gitlab.com was too long to be read to the end"));
}

TEST(MailLogCheck, StaysUnansweredForTheTimeBeforeTheLogsBegin) {
  auto evidence = sample_evidence();
  evidence.window.from = k_now - days{60};
  EXPECT_THAT(unanswered_reasons(evidence),
              ElementsAre("Mail logs go back 30 days only; older mail cannot be seen"));
}

TEST(MailLogCheck, GoesByHowLongTheLogsKeepTheirLines) {
  auto evidence = sample_evidence();
  evidence.mail_log_retention = days{14};
  EXPECT_EQ(mail_log(evidence).findings.at(0).status, Status::ok);
  evidence.mail_log_retention -= std::chrono::seconds{1};
  EXPECT_THAT(unanswered_reasons(evidence),
              ElementsAre("Mail logs go back 13 days only; older mail cannot be seen"));
}

}  // namespace
}  // namespace latchkey
