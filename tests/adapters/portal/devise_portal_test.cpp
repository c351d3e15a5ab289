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
#include <vector>

namespace latchkey::portal {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// "Devise48", "Devise49German", "Paranoid".
std::string name_of(const harness::PortalOptions& setup) {
  const std::string name = setup.paranoid ? "Paranoid" : setup.devise_49 ? "Devise49" : "Devise48";
  return name + (setup.locale == "de" ? "German" : "");
}

Expected<FormReply> ask_at(const harness::PortalApp& app, RemedyId remedy,
                           const std::string& address) {
  boost::asio::io_context context;
  const auto http = http::create_client(context.get_executor(), http::Options{});
  FormOptions options{"CustomersDot", app.url(), "/customers/confirmation/new",
                      "/customers/password/new", std::chrono::seconds{60}};
  options.sign_in_link = "/customers/sign_in_link/new";
  const auto forms = create_devise_forms(std::move(options), *http);
  return doubles::await(forms->request(remedy, EmailAddress::parse(address).value()), context);
}

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
    auto& app = (*apps_)[name_of(GetParam())];
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
    auto reply = ask_at(app(), remedy, address);
    auto mails = app().mails();
    mails.erase(mails.begin(), mails.begin() + static_cast<std::ptrdiff_t>(before));
    return {std::move(reply), std::move(mails)};
  }

  /// What it answers where it is paranoid, or else where it is not.
  static FormAnswer unless_paranoid(FormAnswer answer) {
    return GetParam().paranoid ? FormAnswer::accepted_unproven : answer;
  }

  using Apps = std::map<std::string, std::unique_ptr<harness::PortalApp>>;
  static inline Apps* apps_ = nullptr;
};

TEST_P(DevisePortal, MailsOneConfirmationToAnUnconfirmedCustomer) {
  for (const char* address : {"jane@acme.example", "JANE@Acme.Example", "plus+tag@acme.example"}) {
    const auto outcome = ask(RemedyId::resend_confirmation, address);
    ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
    EXPECT_EQ(outcome.reply->answer, unless_paranoid(FormAnswer::accepted));
    EXPECT_THAT(outcome.reply->words,
                HasSubstr(GetParam().locale == "de"
                              ? "eine E-Mail zur Bestätigung"
                              : "ou will receive an email with instructions for how to confirm"));
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
  EXPECT_EQ(outcome.reply->answer, unless_paranoid(FormAnswer::already_confirmed));
  EXPECT_THAT(outcome.mails, IsEmpty());
}

TEST_P(DevisePortal, MailsNothingToSomebodyUnknown) {
  for (const auto remedy : {RemedyId::resend_confirmation, RemedyId::send_password_reset}) {
    SCOPED_TRACE(to_string(remedy));
    const auto outcome = ask(remedy, "nobody@acme.example");
    ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
    EXPECT_EQ(outcome.reply->answer, unless_paranoid(FormAnswer::unknown_address));
    EXPECT_THAT(outcome.mails, IsEmpty());
  }
}

TEST_P(DevisePortal, MailsOnePasswordReset) {
  const auto outcome = ask(RemedyId::send_password_reset, "omar@acme.example");
  ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
  EXPECT_EQ(outcome.reply->answer, unless_paranoid(FormAnswer::accepted));
  ASSERT_THAT(outcome.mails, SizeIs(1));
  EXPECT_EQ(outcome.mails[0].kind, "reset_password_instructions");
  EXPECT_EQ(outcome.mails[0].to, "omar@acme.example");
}

TEST_P(DevisePortal, MailsOneSignInLink) {
  const auto outcome = ask(RemedyId::send_sign_in_link, "omar@acme.example");
  ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
  // Its own words are in no list where they are not English: that proves nothing.
  const bool known = GetParam().locale == "en";
  EXPECT_EQ(outcome.reply->answer,
            unless_paranoid(known ? FormAnswer::accepted : FormAnswer::accepted_unproven));
  ASSERT_THAT(outcome.mails, SizeIs(1));
  EXPECT_EQ(outcome.mails[0].kind, "sign_in_link");
  EXPECT_EQ(outcome.mails[0].to, "omar@acme.example");
}

// The portal says it in a flash above the form, which gives no sign in other languages.
TEST_P(DevisePortal, MailsNoSignInLinkToSomebodyUnknown) {
  const auto outcome = ask(RemedyId::send_sign_in_link, "nobody@acme.example");
  EXPECT_THAT(outcome.mails, IsEmpty());
  if (GetParam().paranoid) {
    ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
    EXPECT_EQ(outcome.reply->answer, FormAnswer::accepted_unproven);
  } else if (GetParam().locale == "en") {
    ASSERT_TRUE(outcome.reply) << outcome.reply.error().what;
    EXPECT_EQ(outcome.reply->answer, FormAnswer::unknown_address);
  } else {
    ASSERT_FALSE(outcome.reply);
    EXPECT_EQ(outcome.reply.error().kind, ErrorKind::misunderstood);
    EXPECT_THAT(outcome.reply.error().what, HasSubstr("nothing was sent (by hand: http://"));
    EXPECT_THAT(outcome.reply.error().vendor_text, HasSubstr("kein Konto"));
  }
}

TEST_P(DevisePortal, ObeysThePortalsRateLimit) {
  const auto outcome = ask(RemedyId::send_password_reset, "omar@throttled.example");
  ASSERT_FALSE(outcome.reply);
  EXPECT_EQ(outcome.reply.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(outcome.reply.error().retry_after, std::chrono::seconds{60});
  EXPECT_THAT(outcome.reply.error().what, HasSubstr("nothing was sent; try again in 60 s"));
  EXPECT_THAT(outcome.mails, IsEmpty());
}

// The portal's mail server refuses, and the form answers 500: a mail might have left.
TEST_P(DevisePortal, IsUncertainWhereThePortalFailsWhileItMails) {
  const auto outcome = ask(RemedyId::resend_confirmation, "lena@refused.example");
  ASSERT_FALSE(outcome.reply);
  EXPECT_EQ(outcome.reply.error().kind, ErrorKind::uncertain);
  EXPECT_THAT(outcome.reply.error().what, HasSubstr("CustomersDot"));
}

INSTANTIATE_TEST_SUITE_P(Setups, DevisePortal,
                         testing::Values(harness::PortalOptions{},
                                         harness::PortalOptions{.devise_49 = true},
                                         harness::PortalOptions{.paranoid = true},
                                         harness::PortalOptions{.devise_49 = true, .locale = "de"},
                                         harness::PortalOptions{.paranoid = true, .locale = "de"}),
                         [](const auto& parameter) { return name_of(parameter.param); });

TEST(DevisePortalWithCaptcha, IsSentNothingAndDoneByHand) {
  const harness::PortalApp app{{.captcha = true}};
  app.add_customer({{"email", "jane@acme.example"}});
  const auto reply = ask_at(app, RemedyId::resend_confirmation, "jane@acme.example");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::misunderstood);
  EXPECT_EQ(
      reply.error().what,
      "CustomersDot: asks for reCAPTCHA, which only a person can answer; nothing was sent (by "
      "hand: " +
          app.url() + "/customers/confirmation/new)");
  EXPECT_THAT(app.mails(), IsEmpty());
}

}  // namespace
}  // namespace latchkey::portal
