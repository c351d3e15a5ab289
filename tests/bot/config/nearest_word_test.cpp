#include "bot/config/nearest_word.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

const std::vector<std::string> k_known = {"connections", "channels", "command", "url"};

TEST(NearestWord, ForgivesMissingAddedWrongAndSwappedLetters) {
  EXPECT_EQ(nearest_word("conections", k_known), "connections");
  EXPECT_EQ(nearest_word("chanels", k_known), "channels");
  EXPECT_EQ(nearest_word("comand", k_known), "command");
  EXPECT_EQ(nearest_word("lru", k_known), "");
  EXPECT_EQ(nearest_word("ulr", k_known), "url");
}

TEST(NearestWord, SuggestsNothingForStrangers) {
  EXPECT_EQ(nearest_word("retention", k_known), "");
  EXPECT_EQ(nearest_word("", k_known), "");
  EXPECT_EQ(nearest_word(std::string(10'000, 'c'), k_known), "");
}

}  // namespace
}  // namespace latchkey
