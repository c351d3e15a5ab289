#include "core/diagnosis/timeline.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> rows(const Evidence& evidence) {
  std::vector<std::string> found_rows;
  for (const auto& [at, source, what] : timeline(evidence)) {
    found_rows.push_back(format_rfc3339(at) + " " + source + ": " + what);
  }
  return found_rows;
}

TEST(Timeline, TellsWhatEverySystemKnowsOldestFirst) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  evidence.services[0].mail = history({delivered(k_confirmation, k_now - days{2})});
  evidence.services[1].mail = history({delivered("Your invoice", k_now - hours{1})});
  EXPECT_THAT(
      rows(evidence),
      ElementsAre("2026-11-20T10:00:00Z CustomersDot: account created",
                  "2026-11-20T10:00:00Z CustomersDot: confirmation asked for",
                  "2026-11-20T10:00:00Z mailgun:customers.gitlab.com: confirmation mail accepted",
                  "2026-11-20T10:00:01Z mailgun:customers.gitlab.com: confirmation mail delivered",
                  "2026-11-22T09:00:00Z mailgun:mg.gitlab.com: mail \"Your invoice\" accepted",
                  "2026-11-22T09:00:01Z mailgun:mg.gitlab.com: mail \"Your invoice\" delivered"));
}

TEST(Timeline, TellsOneSignInOnce) {
  auto evidence = sample_evidence();
  auto& row = evidence.services[0].accounts->rows[0];
  row.last_sign_in_at = row.current_sign_in_at;
  row.reset_password_sent_at = k_now - hours{3};
  EXPECT_THAT(rows(evidence),
              ElementsAre("2026-08-23T10:00:00Z CustomersDot: account created",
                          "2026-08-23T10:00:00Z CustomersDot: confirmation asked for",
                          "2026-08-24T10:00:00Z CustomersDot: account confirmed",
                          "2026-11-02T10:00:00Z CustomersDot: signed in",
                          "2026-11-22T07:00:00Z CustomersDot: reset asked for"));
}

TEST(Timeline, TellsWhenAnAddressWasPutOnAListAndAnAccountLocked) {
  auto evidence = sample_evidence();
  auto row = account("4711", jane().full());
  row.created_at = row.confirmation_sent_at = row.confirmed_at = Field<TimePoint>::empty();
  row.current_sign_in_at = row.last_sign_in_at = Field<TimePoint>::empty();
  row.locked_at = k_now - minutes{20};
  evidence.services[0].accounts = found({row});
  evidence.services[0].suppressions = listed({bounce_row(k_now - days{12})});
  Suppression undated;
  evidence.services[1].suppressions = listed({undated});
  EXPECT_THAT(rows(evidence),
              ElementsAre("2026-11-10T10:00:00Z mailgun:customers.gitlab.com: put on the bounce "
                          "list: 550 5.1.1 user unknown",
                          "2026-11-22T09:40:00Z CustomersDot: locked after failed attempts"));
}

TEST(Timeline, IsEmptyWhereNothingIsKnown) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  evidence.services[0].mail = unauthorized();
  EXPECT_THAT(rows(evidence), IsEmpty());
}

}  // namespace
}  // namespace latchkey
