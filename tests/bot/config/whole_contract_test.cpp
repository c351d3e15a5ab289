// Every key of the contract is read, checked and kept, used by this version or not.
#include "bot/config/load_config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ConfigResult service_with(const std::string& keys, const std::string& sections = "") {
  return parse_config(
      "[[service]]\nname = \"S\"\nurl = \"https://s.example\"\n"
      "mail_domain = \"s.example\"\n" +
          keys + "[service.accounts]\nkind = \"gitlab\"\ntoken = \"env:TOKEN\"\n" + sections +
          "[mailgun]\napi_key = \"env:KEY\"\n",
      "latchkey.toml");
}

TEST(WholeContract, KeepsHowLongLinksAndLocksLast) {
  const auto usual = service_with("").config.value().services.front();
  EXPECT_EQ(usual.confirmation_link_lifetime, std::nullopt);
  EXPECT_EQ(usual.unlock_in, std::chrono::hours{1});

  const auto set = service_with("confirmation_link_lifetime = \"3d\"\nunlock_in = \"never\"\n")
                       .config.value()
                       .services.front();
  EXPECT_EQ(set.confirmation_link_lifetime, std::chrono::hours{72});
  EXPECT_EQ(set.unlock_in, std::nullopt);
}

TEST(WholeContract, RefusesLifetimesThatAreNone) {
  EXPECT_THAT(service_with("unlock_in = \"always\"\n").errors,
              ElementsAre(HasSubstr("latchkey.toml:5: service.unlock_in: expected a duration")));
}

TEST(WholeContract, KeepsTheFormThatMailsASignInLink) {
  const std::string forms = "[service.forms]\nkind = \"devise\"\nsign_in_link = ";
  const auto result = service_with("", forms + "\"/link/new\"\n");
  EXPECT_EQ(result.config.value().services.front().forms->sign_in_link, "/link/new");
  EXPECT_THAT(result.warnings, IsEmpty());
  EXPECT_THAT(
      service_with("", forms + "\"link\"\n").errors,
      ElementsAre(HasSubstr("service.forms.sign_in_link: expected a path that begins with /")));
}

TEST(WholeContract, KeepsWhoMayEscalateAndWhichRemediesNeedTwo) {
  const auto result = service_with(
      "", "[permissions]\nescalate = [\"@leads\"]\nsecond_person = [\"lift_suppression\"]\n");
  ASSERT_THAT(result.errors, IsEmpty());
  EXPECT_THAT(result.config->permissions.escalate, ElementsAre("@leads"));
  EXPECT_THAT(result.config->permissions.second_person, ElementsAre("lift_suppression"));
  EXPECT_THAT(result.warnings, IsEmpty());
}

TEST(WholeContract, KeepsWhereTheRecordsKeyLies) {
  const auto result = service_with("", "[audit]\nkey = \"file:/etc/latchkey/audit-key\"\n");
  ASSERT_THAT(result.errors, IsEmpty());
  EXPECT_EQ(result.config->audit.key, "file:/etc/latchkey/audit-key");
  EXPECT_EQ(service_with("").config.value().audit.key, "");
  EXPECT_THAT(service_with("", "[audit]\nkey = \"0123456789abcdef\"\n").errors,
              ElementsAre(HasSubstr("audit.key: expected a reference")));
}

TEST(WholeContract, RefusesRemediesAndPeopleThatDoNotExist) {
  EXPECT_THAT(service_with("",
                           "[permissions]\nescalate = [\"lena\"]\n"
                           "second_person = [\"lift_supression\", \"pray\"]\n")
                  .errors,
              ElementsAre(HasSubstr("permissions.escalate: expected a group such as"),
                          HasSubstr("permissions.second_person: unknown remedy "
                                    "\"lift_supression\"; did you mean lift_suppression?"),
                          HasSubstr("unknown remedy \"pray\"; known are resend_confirmation")));
}

TEST(WholeContract, KeepsOurOwnCertificateWithItsKey) {
  const auto result =
      service_with("", "[tls]\ncert_file = \"/etc/c.pem\"\nkey_file = \"/etc/k.pem\"\n");
  ASSERT_THAT(result.errors, IsEmpty());
  EXPECT_THAT(result.warnings, IsEmpty());
  EXPECT_EQ(result.config->tls.cert_file, "/etc/c.pem");
  EXPECT_EQ(result.config->tls.key_file, "/etc/k.pem");
}

TEST(WholeContract, RefusesACertificateWithoutItsKeyAndAKeyWithoutItsCertificate) {
  EXPECT_THAT(service_with("", "[tls]\ncert_file = \"/etc/c.pem\"\n").errors,
              ElementsAre(HasSubstr("tls.key_file: missing: expected the PEM file with the "
                                    "private key of cert_file")));
  EXPECT_THAT(service_with("", "[tls]\nkey_file = \"/etc/k.pem\"\ncert_file = \"\"\n").errors,
              ElementsAre(HasSubstr("tls.cert_file: missing: expected the PEM file with the "
                                    "certificate of key_file")));
}

TEST(WholeContract, TakesATemplateDirectoryThatExists) {
  const auto result = service_with("", "[templates]\ndir = \"/\"\n");
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_EQ(result.config.value().templates.dir, "/");
  EXPECT_THAT(result.warnings, IsEmpty());
  for (const std::string dir : {"/nowhere/templates", "/etc/passwd", ""}) {
    EXPECT_THAT(service_with("", "[templates]\ndir = \"" + dir + "\"\n").errors,
                ElementsAre(HasSubstr("templates.dir: expected a directory that exists")))
        << dir;
  }
}

TEST(WholeContract, SuggestsTheNearestKeyInEveryNestedTable) {
  EXPECT_THAT(service_with("mail_kinds = { rest = [\"x\"] }\n").errors,
              ElementsAre(HasSubstr("service.mail_kinds.rest: unknown key; did you mean reset?")));
  EXPECT_THAT(service_with("", "[service.forms]\nkind = \"devise\"\npasword = \"/p\"\n").errors,
              ElementsAre(HasSubstr("service.forms.pasword: unknown key; did you mean password?")));
  EXPECT_THAT(service_with("", "[permissions]\nremediat = []\n").errors,
              ElementsAre(HasSubstr("permissions.remediat: unknown key; did you mean remediate?")));
  EXPECT_THAT(service_with("", "[templates]\ndirr = \"/\"\n").errors,
              ElementsAre(HasSubstr("templates.dirr: unknown key; did you mean dir?")));
}

}  // namespace
}  // namespace latchkey
