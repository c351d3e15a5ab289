#include "core/checks/replica_lag.hpp"

#include "core/diagnosis/conclusion.hpp"
#include "tests/doubles/only_finding.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace latchkey {
namespace {

using namespace doubles;
using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;

Evidence behind_by(std::optional<seconds> age) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->behind = age;
  return evidence;
}

TEST(ReplicaLag, SaysHowOldTheReplicasNewestChangeIs) {
  const auto finding = only_finding(replica_lag(behind_by(minutes{12})));
  EXPECT_EQ(finding.status, Status::info);
  EXPECT_EQ(finding.summary,
            "CustomersDot is read from a replica whose newest change is 12 minutes old: what "
            "happened there since may be missing here.");
  ASSERT_THAT(finding.evidence, SizeIs(1));
  EXPECT_EQ(finding.evidence[0].source, "CustomersDot");
  EXPECT_EQ(finding.evidence[0].at, k_now - minutes{12});
}

TEST(ReplicaLag, SaysNothingUpToAMinute) {
  for (const auto age : {seconds{0}, seconds{5}, seconds{60}}) {
    EXPECT_THAT(replica_lag(behind_by(age)).findings, IsEmpty()) << age.count();
  }
  EXPECT_THAT(replica_lag(behind_by(seconds{61})).findings, SizeIs(1));
}

TEST(ReplicaLag, SaysNothingWhereTheSourceIsNoReplicaOrDidNotAnswer) {
  EXPECT_THAT(replica_lag(behind_by(std::nullopt)).findings, IsEmpty());
  auto evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  const auto result = replica_lag(evidence);
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_FALSE(result.not_applicable) << "a service without replica lacks nothing";
}

TEST(ReplicaLag, NamesEachServiceThatIsBehind) {
  auto evidence = behind_by(minutes{2});
  evidence.services[1].accounts->behind = hours{3};
  EXPECT_THAT(replica_lag(evidence).findings, SizeIs(2));
}

// It is no cause: what was found stands, with this beside it.
TEST(ReplicaLag, ChangesNoConclusion) {
  const auto diagnosis = conclude(behind_by(hours{3}));
  EXPECT_EQ(diagnosis.conclusion.summary, conclude(sample_evidence()).conclusion.summary);
  EXPECT_TRUE(std::any_of(diagnosis.findings.begin(), diagnosis.findings.end(),
                          [](const Finding& finding) { return finding.check == "replica_lag"; }));
}

}  // namespace
}  // namespace latchkey
