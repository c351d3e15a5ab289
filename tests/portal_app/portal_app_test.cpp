#include "tests/harness/portal_app.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace latchkey::harness {
namespace {

struct Answer {
  std::string status;
  std::string location;
  std::string page;
};

/// Fills in and submits a form of the portal with curl and its cookie jar, as a browser would: no
/// code of the adapters, so that the two cannot share one misunderstanding.
Answer submit(const PortalApp& portal, const std::string& form, const std::string& email) {
  static constexpr const char* k_script = R"sh(
set -eu
jar=$(mktemp); trap 'rm -f "$jar"' EXIT
token=$(curl -sS -c "$jar" -b "$jar" "$URL$FORM/new" |
  sed -n 's/.*name="authenticity_token" value="\([^"]*\)".*/\1/p' | head -n 1)
curl -sS -c "$jar" -b "$jar" -w '\n%{http_code}\n%{redirect_url}\n' "$URL$FORM" \
  --data-urlencode "authenticity_token=$token" --data-urlencode "customer[email]=$EMAIL")sh";
  ChildProcess shell{{"bash", "-c", k_script},
                     {{"URL", portal.url()}, {"FORM", form}, {"EMAIL", email}}};
  std::vector<std::string> lines;
  while (const auto line = shell.next_line(std::chrono::seconds{30})) lines.push_back(*line);
  Answer answer;
  if (lines.size() < 2) return answer;
  answer.location = lines.back();
  lines.pop_back();
  answer.status = lines.back();
  lines.pop_back();
  for (const std::string& line : lines) answer.page += line + "\n";
  return answer;
}

class PortalAppTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    portal = new PortalApp;
    portal->add_customer({{"email", "jane@acme.example"}});
    portal->add_customer({{"email", "omar@acme.example"}, {"confirmed_at", "2026-11-20 08:00"}});
    portal->add_customer({{"email", "lena@refused.example"}});
  }
  static void TearDownTestSuite() {
    delete portal;
    portal = nullptr;
  }

  static inline PortalApp* portal = nullptr;
};

TEST_F(PortalAppTest, MailsAConfirmationToAnUnconfirmedCustomer) {
  const auto before = portal->mails().size();
  const auto answer = submit(*portal, "/customers/confirmation", "jane@acme.example");
  EXPECT_EQ(answer.status, "302");
  EXPECT_EQ(answer.location, portal->url() + "/customers/sign_in");
  const auto mails = portal->mails();
  ASSERT_EQ(mails.size(), before + 1);
  EXPECT_EQ(mails.back().to, "jane@acme.example");
  EXPECT_EQ(mails.back().kind, "confirmation_instructions");
}

TEST_F(PortalAppTest, ShowsTheFormAgainToAConfirmedCustomer) {
  const auto before = portal->mails().size();
  const auto answer = submit(*portal, "/customers/confirmation", "omar@acme.example");
  EXPECT_EQ(answer.status, "200");
  EXPECT_NE(answer.page.find("Email was already confirmed"), std::string::npos);
  EXPECT_EQ(portal->mails().size(), before);
}

TEST_F(PortalAppTest, MailsAPasswordReset) {
  const auto answer = submit(*portal, "/customers/password", "omar@acme.example");
  EXPECT_EQ(answer.status, "302");
  EXPECT_EQ(portal->mails().back().kind, "reset_password_instructions");
  const auto rows = portal->execute(
      "SELECT reset_password_sent_at IS NOT NULL FROM customers WHERE email = 'omar@acme.example'");
  EXPECT_EQ(rows.at(0).at(0), "t");
}

TEST_F(PortalAppTest, AnswersAnErrorWhereTheMailServerRefuses) {
  const auto answer = submit(*portal, "/customers/confirmation", "lena@refused.example");
  EXPECT_EQ(answer.status, "500");
}

TEST_F(PortalAppTest, MailsASignInLink) {
  const auto before = portal->mails().size();
  const auto answer = submit(*portal, "/customers/sign_in_link", "omar@acme.example");
  EXPECT_EQ(answer.status, "302");
  ASSERT_EQ(portal->mails().size(), before + 1);
  EXPECT_EQ(portal->mails().back().kind, "sign_in_link");
  EXPECT_EQ(portal->mails().back().to, "omar@acme.example");
}

TEST_F(PortalAppTest, TurnsSomebodyAwayWhoAskedTooOften) {
  const auto answer = submit(*portal, "/customers/password", "omar@throttled.example");
  EXPECT_EQ(answer.status, "429");
  EXPECT_NE(answer.page.find("Retry later"), std::string::npos);
}

TEST_F(PortalAppTest, GrantsItsReaderNoTokensAndNoDigests) {
  const auto granted = [](const std::string& column) {
    return portal->execute("SELECT has_column_privilege('latchkey_reader', 'customers', '" +
                           column + "', 'SELECT')")[0][0];
  };
  EXPECT_EQ(granted("email"), "t");
  for (const char* column :
       {"encrypted_password", "confirmation_token", "reset_password_token", "unlock_token"}) {
    EXPECT_EQ(granted(column), "f") << column;
  }
  EXPECT_EQ(portal->execute("SELECT has_table_privilege('latchkey_reader', 'customers', "
                            "'INSERT, UPDATE, DELETE')")[0][0],
            "f");
}

TEST(PortalAppOptions, TellNothingInParanoidMode) {
  const PortalApp portal{{.paranoid = true}};
  const auto answer = submit(portal, "/customers/password", "nobody@acme.example");
  EXPECT_EQ(answer.status, "302");
  EXPECT_TRUE(portal.mails().empty());
}

TEST(PortalAppOptions, SpeakGerman) {
  const PortalApp portal{{.locale = "de"}};
  const auto answer = submit(portal, "/customers/confirmation", "nobody@acme.example");
  EXPECT_EQ(answer.status, "200");
  EXPECT_NE(answer.page.find("E-Mail nicht gefunden"), std::string::npos);
}

TEST(PortalAppOptions, AskForACaptcha) {
  const PortalApp portal{{.captcha = true}};
  const auto answer = submit(portal, "/customers/confirmation", "nobody@acme.example");
  EXPECT_NE(answer.page.find("g-recaptcha"), std::string::npos);
}

TEST(PortalAppOptions, AnswerWithTheStatusesOfDevise49) {
  const PortalApp portal{{.devise_49 = true}};
  portal.add_customer({{"email", "jane@acme.example"}});
  EXPECT_EQ(submit(portal, "/customers/confirmation", "jane@acme.example").status, "303");
  EXPECT_EQ(submit(portal, "/customers/confirmation", "nobody@acme.example").status, "422");
}

}  // namespace
}  // namespace latchkey::harness
