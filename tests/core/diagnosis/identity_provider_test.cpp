#include "core/diagnosis/identity_provider.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace latchkey {
namespace {

using namespace doubles;

/// Of an account whose provider has this name.
const ServiceEvidence* provider_of(Evidence& evidence, const std::string& name) {
  evidence.services[0].accounts->rows[0].provider = name;
  return identity_provider(evidence);
}

TEST(IdentityProvider, IsTheServiceOfThatNameHoweverItIsWritten) {
  auto evidence = sample_evidence();
  for (const std::string name : {"gitlab", "GitLab", "gitlab_com", "GitLab.com", "gitlab-com"}) {
    EXPECT_EQ(provider_of(evidence, name), &evidence.services[1]) << name;
  }
}

TEST(IdentityProvider, IsNoneOfOursWhereTheNameIsAnother) {
  auto evidence = sample_evidence();
  for (const std::string name : {"google_oauth2", "saml", "", "git", "gitlabs", "customersdot"}) {
    EXPECT_EQ(provider_of(evidence, name), nullptr) << name;
  }
}

TEST(IdentityProvider, IsNotLookedForWhereTheAccountHasAPasswordOrThereIsNone) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].has_password = true;
  EXPECT_EQ(provider_of(evidence, "gitlab"), nullptr);
  evidence.services[0].accounts = found({});
  EXPECT_EQ(identity_provider(evidence), nullptr);
}

TEST(ProviderWords, AreWhatAPersonCallsTheProvider) {
  for (const auto& [name, words] :
       {std::pair{"google_oauth2", "Google"}, std::pair{"github", "GitHub"},
        std::pair{"group_saml", "SAML"}, std::pair{"ldapmain", "LDAP"},
        std::pair{"azure_activedirectory_v2", "Microsoft"},
        std::pair{"openid_connect", "OpenID Connect"}}) {
    EXPECT_EQ(provider_words(name), words);
  }
}

TEST(ProviderWords, KeepANameThatIsNotKnown) {
  EXPECT_EQ(provider_words("acme_sso"), "acme_sso");
}

TEST(ProviderWords, NameEachOfSeveralOnce) {
  EXPECT_EQ(provider_words("google_oauth2, acme_sso, ldapmain, ldapsecondary"),
            "Google, acme_sso and LDAP");
}

}  // namespace
}  // namespace latchkey
