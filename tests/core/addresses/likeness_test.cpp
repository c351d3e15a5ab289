#include "core/addresses/likeness.hpp"

#include "core/addresses/other_accounts.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

EmailAddress parsed(const std::string& text) {
  return EmailAddress::parse(text.find('@') == std::string::npos ? text + "@acme.example" : text)
      .value();
}

/// `reason` is the machine's word; the score lies from `at_least` up and below `below`.
struct Pair {
  const char* asked;
  const char* other;
  const char* reason;
  double at_least;
  double below;
};

constexpr double k_certainly_one_person = 0.9;

class LikenessOf : public testing::TestWithParam<Pair> {};

TEST_P(LikenessOf, IsToldByReasonAndScoreWhoeverAsks) {
  const auto& [asked, other, reason, at_least, below] = GetParam();
  const auto found = likeness(parsed(asked), parsed(other));
  EXPECT_EQ(found.reason(), reason) << asked << " " << other;
  EXPECT_GE(found.score, at_least) << asked << " " << other;
  EXPECT_LT(found.score, below) << asked << " " << other;
  EXPECT_EQ(likeness(parsed(other), parsed(asked)).score, found.score);
}

INSTANTIATE_TEST_SUITE_P(
    OfOnePerson, LikenessOf,
    testing::Values(
        Pair{"jane.doe", "jane.doe", "same", 1.0, 1.1},
        Pair{"jane.doe", "jane_doe", "separator", 0.98, 1.0},
        Pair{"jane.doe", "janedoe", "separator", k_certainly_one_person, 0.98},
        Pair{"jane.doe+shop", "jane.doe", "plus_tag", k_certainly_one_person, 0.98},
        Pair{"jane+a", "jane+b", "plus_tag", k_same_person, k_certainly_one_person},
        Pair{"jane.doe", "doe.jane", "name_order", k_certainly_one_person, 0.98},
        Pair{"jane.doe", "jdoe", "initials", k_same_person, k_certainly_one_person},
        Pair{"jane.doe", "jane.d", "initials", k_same_person, k_certainly_one_person},
        Pair{"jane.mary.doe", "jane.doe", "middle_name", k_same_person, k_certainly_one_person},
        Pair{"jane.m.doe", "jane.doe", "middle_name", k_certainly_one_person, 0.98},
        Pair{"maria.garcia.lopez", "maria.garcia", "surname", k_same_person, 0.9},
        Pair{"ludwig.van.beethoven", "ludwig.beethoven", "particle", k_certainly_one_person, 0.98},
        Pair{"jurgen.muller", "juergen.mueller", "transliteration", 0.85, 0.98},
        Pair{"jane.do", "jane.doe", "transliteration", k_certainly_one_person, 0.98},
        Pair{"yulia.ivanova", "iuliia.ivanova", "transliteration", k_same_person, 0.98},
        Pair{"ahmed.alrashid", "ahmad.rasheed", "transliteration", k_same_person, 0.98},
        Pair{"mike.doe", "michael.doe", "short_name", k_same_person, k_certainly_one_person},
        Pair{"jane.doe", "jane.doe85", "number", k_same_person, k_certainly_one_person},
        Pair{"xiaoming.li", "lixm", "initials", k_same_person, k_certainly_one_person},
        Pair{"nguyen.van.an", "annv", "initials", k_same_person, k_certainly_one_person},
        Pair{"s.ramanujan", "ramanujan.s", "name_order", k_certainly_one_person, 0.98},
        Pair{"j.doe@gmail.com", "jdoe@googlemail.com", "provider_alias", 0.95, 1.0},
        Pair{"jane.doe@gmial.com", "jane.doe@gmail.com", "provider_typo", 0.9, 0.98},
        Pair{"jane.doe@eu.acme.com", "jane.doe@acme.com", "organisation_domain", 0.9, 0.98},
        Pair{"jane.doe@acme.de", "jane.doe@acme.co.uk", "organisation_domain", 0.85, 0.98},
        Pair{"jane.doe@contoso.com", "jane.doe@contsoo.com", "domain_typo", 0.85, 0.98}));

// Two changes at once are still the same person's; so are three light ones.
INSTANTIATE_TEST_SUITE_P(
    OfOnePersonWithTwoChanges, LikenessOf,
    testing::Values(Pair{"jane.doe@acme.de", "j.doe@acme.com", "initials", k_same_person, 0.9},
                    Pair{"jane.doe", "doe_jane85", "number", k_same_person, 0.9},
                    Pair{"jane.doe", "janedoe+shop", "separator", k_same_person, 0.95}));

INSTANTIATE_TEST_SUITE_P(OfPossiblyOne, LikenessOf,
                         testing::Values(Pair{"jo.hanna", "joh.anna", "separator",
                                              k_possibly_same_person, k_same_person},
                                         Pair{"sara.smith", "sarah.smith", "transliteration",
                                              k_possibly_same_person, k_same_person},
                                         Pair{"jane.doe1", "jane.doe2", "number",
                                              k_possibly_same_person, k_same_person},
                                         Pair{"jane.doe@gmail.com", "jane.doe", "other_provider",
                                              k_possibly_same_person, k_same_person},
                                         Pair{"jane.doe@gmail.com", "j.doe@gmail.com", "initials",
                                              k_possibly_same_person, k_same_person}));

INSTANTIATE_TEST_SUITE_P(
    OfStrangers, LikenessOf,
    testing::Values(
        Pair{"jane.doe", "john.doe", "", 0, 0.1}, Pair{"john.smith", "jon.smith", "", 0, 0.1},
        Pair{"jane.doe", "jane.dole", "", 0, 0.1}, Pair{"jane.doe", "jane.roe", "", 0, 0.1},
        Pair{"jane.doe@acme.com", "jane.doe@contoso.com", "", 0, 0.1},
        Pair{"sales", "support", "", 0, 0.1}, Pair{"info@acme.com", "info@acme.de", "", 0, 0.1},
        Pair{"support1", "support2", "", 0, 0.1}, Pair{"-", "_", "", 0, 0.1},
        Pair{"12345@qq.com", "12346@qq.com", "", 0, 0.1}));

TEST(Likeness, ExplainsEveryDifference) {
  EXPECT_EQ(likeness(parsed("jane.doe"), parsed("jane_doe")).explanation(),
            "same name, other separator");
  EXPECT_EQ(likeness(parsed("jane.doe@acme.de"), parsed("jdoe@acme.com")).explanation(),
            "same name, initials for names, other domain of the organisation");
}

double score(const std::string& asked, const std::string& own, const std::string& other,
             const std::string& row) {
  return likeness(parsed(asked), own, parsed(other), row).score;
}

TEST(Likeness, FallsWhereANameContradictsTheAskedAddress) {
  EXPECT_EQ(score("jane.doe", "", "jane_doe", "Jane Doe"), 0.98);
  EXPECT_EQ(score("jane.doe", "", "jane_doe", ""), 0.98);
  EXPECT_EQ(score("jane.doe", "", "jane_doe", "J. Doe"), 0.98);
  EXPECT_LT(score("jane.doe", "", "j.doe", "John Doe"), k_same_person);
  EXPECT_LT(score("jane.doe", "", "jane_doe", "Jane Miller"), k_same_person);
  EXPECT_LT(score("jane.doe", "", "jane_doe", "Bob Ray"), 0.6);
}

TEST(Likeness, FallsWhereTheNamesOfBothAccountsDiffer) {
  EXPECT_EQ(score("jd", "Jane Doe", "jd+x", "Jane Doe"), 0.95);
  EXPECT_LT(score("jd", "Jane Doe", "jd+x", "Bob Ray"), k_same_person);
}

// What an initial leaves open, the name on the account tells.
TEST(Likeness, RisesWhereTheNameTellsWhatTheInitialLeavesOpen) {
  EXPECT_GT(score("jane.doe", "", "jdoe", "Jane Doe"), score("jane.doe", "", "jdoe", ""));
  EXPECT_GE(score("jane.doe@gmail.com", "", "jdoe@gmail.com", "Jane Doe"), k_same_person);
}

// Of what is called Jane Doe elsewhere, the name says nothing that the address did not.
TEST(Likeness, DoesNotRiseForNamesakesElsewhere) {
  EXPECT_LT(score("jane.doe@gmail.com", "", "jane.doe@acme.example", "Jane Doe"), k_same_person);
}

TEST(Likeness, ReadsNamesInOtherLettersAndLeavesScriptsThatItCannotRead) {
  EXPECT_EQ(score("juergen.mueller", "", "juergen_mueller", "J\xc3\xbcrgen M\xc3\xbcller"), 0.98);
  EXPECT_LT(score("juergen.mueller", "", "juergen_mueller", "G\xc3\xbcnther Wei\xc3\x9f"), 0.6);
  // 李小明
  EXPECT_EQ(score("xiaoming.li", "", "xiaoming_li", "\xe6\x9d\x8e\xe5\xb0\x8f\xe6\x98\x8e"), 0.98);
}

}  // namespace
}  // namespace latchkey
