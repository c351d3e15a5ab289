#include "core/addresses/domain_relation.hpp"

#include "core/addresses/mailbox_provider.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

struct Domains {
  const char* a;
  const char* b;
  DomainRelation relation;
};

class DomainRelationOf : public testing::TestWithParam<Domains> {};

TEST_P(DomainRelationOf, IsTheSameBothWays) {
  const auto& [a, b, relation] = GetParam();
  EXPECT_EQ(domain_relation(a, b), relation) << a << " " << b;
  EXPECT_EQ(domain_relation(b, a), relation) << b << " " << a;
}

INSTANTIATE_TEST_SUITE_P(
    All, DomainRelationOf,
    testing::Values(Domains{"acme.com", "acme.com", DomainRelation::same},
                    Domains{"gmail.com", "googlemail.com", DomainRelation::same_mailbox},
                    Domains{"icloud.com", "me.com", DomainRelation::same_mailbox},
                    Domains{"gmial.com", "gmail.com", DomainRelation::mistyped_provider},
                    Domains{"hotmail.con", "hotmail.com", DomainRelation::mistyped_provider},
                    Domains{"gmail.co", "gmial.com", DomainRelation::mistyped_provider},
                    Domains{"eu.acme.co.uk", "acme.co.uk", DomainRelation::sub_domain},
                    Domains{"eu.acme.com", "us.acme.com", DomainRelation::sub_domain},
                    Domains{"acme.de", "mail.acme.com.br", DomainRelation::other_top_level},
                    Domains{"acme-us.com", "acme.com", DomainRelation::other_top_level},
                    Domains{"contoso.com", "contsoo.com", DomainRelation::mistyped},
                    Domains{"yahoo.com", "yahoo.fr", DomainRelation::same_provider},
                    Domains{"gmail.com", "acme.com", DomainRelation::other_provider},
                    Domains{"gmail.com", "gmx.de", DomainRelation::other_provider},
                    Domains{"acme.com", "acne.com", DomainRelation::unrelated},
                    Domains{"acme.co.uk", "contoso.co.uk", DomainRelation::unrelated}));

// mail.com is a provider of its own, however near it is to gmail.com.
TEST(MeantDomain, IsNoneForProvidersAndForShortNames) {
  EXPECT_EQ(meant_domain("gmial.com"), "gmail.com");
  EXPECT_EQ(meant_domain("mail.com"), "");
  EXPECT_EQ(meant_domain("gmb.de"), "");
  EXPECT_EQ(meant_domain("acme.com"), "");
}

TEST(UsualSlips, AreAllTakenForWhatWasMeant) {
  const auto slips = usual_slips("gmail.com");
  EXPECT_GE(slips.size(), 15U);
  for (const auto& slip : slips) EXPECT_EQ(meant_domain(slip), "gmail.com") << slip;
  EXPECT_TRUE(usual_slips("acme.com").empty());
}

}  // namespace
}  // namespace latchkey
