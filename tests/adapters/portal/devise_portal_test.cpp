// The forms against the real Rails and Devise application of tests/portal_app, in each of the ways
// in which it can be set up. What the portal mailed is read from the portal, not from the answer.
#include "adapters/portal/portal.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/portal_app.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::portal {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// What the form answered, and the mails that left because of it.
struct Outcome {
  Expected<FormReply> reply;
  std::vector<harness::PortalMail> mails;
};

class DevisePortal : public testing::TestWithParam<harness::PortalOptions> {
 protected:
  static void SetUpTestSuite() { apps_ = new Apps; }
  static void TearDownTestSuite() {
    delete apps_;
    apps_ = nullptr;
  }

  /// The application in this test's setup, started at its first use.
  static harness::PortalApp& app() {
    auto& app = (*apps_)[{GetParam().paranoid, GetParam().devise_49}];
    if (app) return *app;
    app = std::make_unique<harness::PortalApp>(GetParam());
    app->add_customer({{"email", "jane@acme.example"}});
    app->add_customer({{"email", "plus+tag@acme.example"}});
    app->add_customer({{"email", "omar@acme.example"}, {"confirmed_at", "2026-11-20 08:00"}});
    app->add_customer({{"email", "old@acme.example"},
                       {"confirmed_at", "2026-11-20 08:00"},
                       {"unconfirmed_email", "new@acme.example"}});
    app->add_customer({{"email", "lena@refused.example"}});
    return *app;
  }

  static Outcome ask(RemedyId remedy, const std::string& address) {
    const auto before = app().mails().size();
    boost::asio::io_context context;
    const auto http = http::create_client(context.get_executor(), http::Options{});
    const auto forms =
        create_devise_forms(FormOptions{"CustomersDot", app().url(), "/customers/confirmation/new",
                                        "/customers/password/new", std::chrono::seconds{60}},
                            *http);
    auto reply =
        doubles::await(forms->request(remedy, EmailAddress::parse(address).value()), context);
    auto mails = app().mails();
    mails.erase(mails.begin(), mails.begin() + static_cast<std::ptrdiff_t>(before));
    return {std::move(reply), std::move(mails)};
  }

  using Apps = std::map<std::pair<bool, bool>, std::unique_ptr<harness::PortalApp>>;
  static inline Apps* apps_ = nullptr;
};

TEST_P(DevisePortal, MailsOneConfirmationToAnUnconfirmedCustomer) {
  for (const char* address : {"jane@acme.example", "JANE@Acme.Example", "plus+tag@acme.example"}) {
    const auto outcome = ask(RemedyId::resend_confirmation, address);
    ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
    EXPECT_EQ(outcome.reply->answer,
              GetParam().paranoid ? FormAnswer::accepted_unproven : FormAnswer::accepted);
    EXPECT_THAT(outcome.reply->words,
                HasSubstr("ou will receive an email with instructions for how to confirm"));
    ASSERT_THAT(outcome.mails, SizeIs(1)) << address;
    EXPECT_EQ(outcome.mails[0].to, EmailAddress::parse(address)->full());
    EXPECT_EQ(outcome.mails[0].kind, "confirmation_instructions");
  }
}

TEST_P(DevisePortal, MailsAPendingChangeToTheNewAddress) {
  const auto outcome = ask(RemedyId::resend_confirmation, "new@acme.example");
  ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
  ASSERT_THAT(outcome.mails, SizeIs(1));
  EXPECT_EQ(outcome.mails[0].to, "new@acme.example");
}

TEST_P(DevisePortal, MailsNothingToAConfirmedCustomerWhoAsksForAConfirmation) {
  const auto outcome = ask(RemedyId::resend_confirmation, "omar@acme.example");
  ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
  EXPECT_EQ(outcome.reply->answer,
            GetParam().paranoid ? FormAnswer::accepted_unproven : FormAnswer::already_confirmed);
  EXPECT_THAT(outcome.mails, IsEmpty());
}

TEST_P(DevisePortal, MailsNothingToSomebodyUnknown) {
  for (const auto remedy : {RemedyId::resend_confirmation, RemedyId::send_password_reset}) {
    const auto outcome = ask(remedy, "nobody@acme.example");
    ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
    EXPECT_EQ(outcome.reply->answer,
              GetParam().paranoid ? FormAnswer::accepted_unproven : FormAnswer::unknown_address);
    EXPECT_THAT(outcome.mails, IsEmpty());
  }
}

TEST_P(DevisePortal, MailsOnePasswordReset) {
  const auto outcome = ask(RemedyId::send_password_reset, "omar@acme.example");
  ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
  EXPECT_EQ(outcome.reply->answer,
            GetParam().paranoid ? FormAnswer::accepted_unproven : FormAnswer::accepted);
  ASSERT_THAT(outcome.mails, SizeIs(1));
  EXPECT_EQ(outcome.mails[0].kind, "reset_password_instructions");
  EXPECT_EQ(outcome.mails[0].to, "omar@acme.example");
}

// The portal's mail server refuses, and the form answers 500: a mail might have left.
TEST_P(DevisePortal, IsUncertainWhereThePortalFailsWhileItMails) {
  const auto outcome = ask(RemedyId::resend_confirmation, "lena@refused.example");
  ASSERT_FALSE(outcome.reply);
  EXPECT_EQ(outcome.reply.error().kind, ErrorKind::uncertain);
  EXPECT_THAT(outcome.reply.error().what, HasSubstr("CustomersDot"));
}

std::string setup_name(const testing::TestParamInfo<harness::PortalOptions>& parameter) {
  if (parameter.param.paranoid) return "Paranoid";
  return parameter.param.devise_49 ? "Devise49" : "Devise48";
}
INSTANTIATE_TEST_SUITE_P(Setups, DevisePortal,
                         testing::Values(harness::PortalOptions{},
                                         harness::PortalOptions{.devise_49 = true},
                                         harness::PortalOptions{.paranoid = true}),
                         setup_name);

}  // namespace
}  // namespace latchkey::portal
