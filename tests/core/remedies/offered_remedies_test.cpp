#include "core/remedies/offered_remedies.hpp"

#include "core/diagnosis/conclusion.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

using namespace doubles;
using testing::ElementsAre;

std::vector<std::string> labels(const Diagnosis& diagnosis) {
  std::vector<std::string> all;
  for (const auto& remedy : diagnosis.remedies) all.push_back(label(remedy));
  return all;
}

TEST(OfferedRemedies, NameTheOtherAddressInFull) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({account("5", "jane_doe@acme.example")});
  const auto diagnosis = conclude(evidence);
  ASSERT_THAT(labels(diagnosis), ElementsAre("Check jane_doe@acme.example"));
  EXPECT_TRUE(diagnosis.remedies[0].primary);
  EXPECT_EQ(diagnosis.remedies[0].service, "CustomersDot");
}

// What another address may explain is explained by it last.
TEST(OfferedRemedies, StandInTheOrderOfTheCauses) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts =
      found({unconfirmed(jane_account()), account("5", "jane_doe@acme.example")});
  EXPECT_THAT(labels(conclude(evidence)), ElementsAre("Resend confirmation", "Send password reset",
                                                      "Check jane_doe@acme.example"));
}

TEST(OfferedRemedies, BeginWithALookOnlyWhereNothingElseIsTheMatter) {
  auto evidence = sample_evidence();
  auto locked_out = jane_account();
  locked_out.login_activated = false;
  evidence.services[0].accounts = found({locked_out, account("5", "jane_doe@acme.example")});
  const auto diagnosis = conclude(evidence);
  ASSERT_THAT(labels(diagnosis), ElementsAre("Check jane_doe@acme.example"));
  EXPECT_FALSE(diagnosis.remedies[0].primary) << "it does not help against what was found";
}

TEST(OfferedRemedies, BeginWithALookAtAMerePossibilityWhereThereIsNoAccount) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found({account("5", "jane_doe@acme.example", "Bob Ray")});
  const auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::no_account);
  ASSERT_THAT(labels(diagnosis), ElementsAre("Check jane_doe@acme.example"));
  EXPECT_TRUE(diagnosis.remedies[0].primary);
}

// Whoever counts mails by who gets them needs to know it without the accounts.
TEST(OfferedRemedies, TellWhoGetsTheirMail) {
  auto evidence = sample_evidence();
  auto changing = jane_account();
  changing.unconfirmed_email = std::string{"jane@new.example"};
  evidence.services[0].accounts = found({changing});
  const auto remedies = conclude(evidence).remedies;
  ASSERT_THAT(remedies, testing::SizeIs(2));
  EXPECT_EQ(remedies[0].id, RemedyId::resend_confirmation);
  EXPECT_EQ(remedies[0].recipient, address("jane@new.example"));
  EXPECT_EQ(remedies[1].id, RemedyId::send_password_reset);
  EXPECT_EQ(remedies[1].recipient, jane());
}

}  // namespace
}  // namespace latchkey
