#include "core/addresses/transliteration.hpp"

#include "core/addresses/folded_name.hpp"
#include "core/addresses/pinyin.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TransliterationCost, IsSmallForTheSameNameInOtherLetters) {
  EXPECT_EQ(transliteration_cost("mueller", "mueller"), 0.0);
  for (const auto& [a, b] :
       std::vector<std::pair<std::string, std::string>>{{"mueller", "muller"},
                                                        {"soeren", "soren"},
                                                        {"aase", "ase"},
                                                        {"weiss", "weis"},
                                                        {"petrovsky", "petrovskiy"},
                                                        {"khrushchev", "hrushchev"},
                                                        {"yulia", "iuliia"},
                                                        {"muhammad", "mohammed"},
                                                        {"laxmi", "lakshmi"}}) {
    const auto cost = transliteration_cost(a, b);
    ASSERT_TRUE(cost) << a << " " << b;
    EXPECT_LE(*cost, 0.13) << a << " " << b;
    EXPECT_EQ(transliteration_cost(b, a), cost) << a << " " << b;
  }
}

// Names that only sound alike are other people's.
TEST(TransliterationCost, IsHighOrNoneForOtherNames) {
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{
           {"eric", "erik"}, {"sara", "sarah"}, {"anna", "ana"}, {"smith", "smyth"}}) {
    EXPECT_GE(transliteration_cost(a, b).value_or(1), 0.24) << a << " " << b;
  }
  EXPECT_EQ(transliteration_cost("john", "jon"), std::nullopt);
  EXPECT_EQ(transliteration_cost("doe", "dole"), std::nullopt);
}

TEST(OtherSpellings, AreRecognisedAsTheSameName) {
  for (const std::string name :
       {"mueller", "aleksandr", "petrovskiy", "mohammed", "krishnamurthy"}) {
    const auto spellings = other_spellings(name, scripts_of({name}), 20);
    EXPECT_FALSE(spellings.empty()) << name;
    for (const auto& spelling : spellings) {
      EXPECT_TRUE(transliteration_cost(name, spelling.text)) << name << " " << spelling.text;
    }
  }
}

TEST(FoldedName, CarriesLettersOverAndDropsMarks) {
  EXPECT_THAT(folded_name("J\xc3\xbcrgen M\xc3\xbcller-\xc5\x81o\xc5\x9b"),
              ElementsAre("jurgen", "muller", "los"));
  EXPECT_THAT(folded_name("O'Hara"), ElementsAre("ohara"));
  // Юлия
  EXPECT_THAT(folded_name("\xd0\xae\xd0\xbb\xd0\xb8\xd1\x8f"), ElementsAre("iuliia"));
}

TEST(FoldedName, IsEmptyWhereItCannotBeRead) {
  EXPECT_THAT(folded_name("\xe6\x9d\x8e Li"), IsEmpty());
  EXPECT_THAT(folded_name("Jane \xff"), IsEmpty());
  EXPECT_THAT(folded_name("\xc3"), IsEmpty());
  EXPECT_THAT(folded_name(""), IsEmpty());
}

TEST(PinyinSyllables, AreThoseOfAChineseName) {
  EXPECT_THAT(pinyin_syllables("xiaoming"), ElementsAre("xiao", "ming"));
  EXPECT_THAT(pinyin_syllables("zhiqiang"), ElementsAre("zhi", "qiang"));
  EXPECT_THAT(pinyin_syllables("li"), ElementsAre("li"));
  EXPECT_THAT(pinyin_syllables("smith"), IsEmpty());
  EXPECT_THAT(pinyin_syllables("dole"), IsEmpty());
}

}  // namespace
}  // namespace latchkey
