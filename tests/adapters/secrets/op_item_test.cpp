#include "adapters/secrets/op_item.hpp"

#include "tests/doubles/fixture.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace latchkey::secrets {
namespace {

using nlohmann::json;

json mailgun() {
  return json::parse(doubles::fixture("onepassword/item.json"));
}

/// What the reference's end ("section/field" or "field") means in the item: its value, or else the
/// error's sentence.
std::string found_in(const json& item, const std::string& path) {
  const auto read = op_item(item);
  if (!read) return read.error().what;
  const auto reference = parse_op_reference("op://Support/Mailgun/" + path);
  if (!reference) return reference.error().what;
  const auto secret = find_field(*read, *reference);
  return secret ? secret->reveal() : secret.error().what;
}

TEST(OpItem, GivesTheFieldOfALabelOrAnId) {
  EXPECT_EQ(found_in(mailgun(), "username"), "ops");
  EXPECT_EQ(found_in(mailgun(), "EU/api key"), "fixture-eu-key");
  EXPECT_EQ(found_in(mailgun(), "US/api key"), "fixture-us-key");
  EXPECT_EQ(found_in(mailgun(), "Section_BBBB/f2"), "fixture-us-key");
  EXPECT_EQ(found_in(mailgun(), "f1"), "fixture-eu-key");
}

TEST(OpItem, DoesNotMindCapitals) {
  EXPECT_EQ(found_in(mailgun(), "eu/API Key"), "fixture-eu-key");
  EXPECT_EQ(found_in(mailgun(), "webhook key"), "fixture-webhook-key");
  EXPECT_EQ(found_in(mailgun(), "section_aaaa/F1"), "fixture-eu-key");
}

TEST(OpItem, ReachesAFieldOfASectionWithoutNamingItWhereNoOtherHasItsName) {
  EXPECT_EQ(found_in(mailgun(), "Webhook Key"), "fixture-webhook-key");
}

// Real items name sections that they do not list.
TEST(OpItem, ReachesAFieldWhoseSectionIsNotListed) {
  EXPECT_EQ(found_in(mailgun(), "password"), "fixture-password");
  EXPECT_EQ(found_in(mailgun(), "Section_not_listed/password"), "fixture-password");
}

TEST(OpItem, PrefersTheFieldThatIsInNoSection) {
  json item = mailgun();
  item["fields"].push_back({{"id", "f9"}, {"label", "api key"}, {"value", "outside"}});
  EXPECT_EQ(found_in(item, "api key"), "outside");
  EXPECT_EQ(found_in(item, "EU/api key"), "fixture-eu-key");
}

TEST(OpItem, PrefersAnIdToALabel) {
  json item = mailgun();
  item["fields"].push_back({{"id", "f9"}, {"label", "region"}, {"value", "by label"}});
  item["fields"].push_back({{"id", "region"}, {"label", "x"}, {"value", "by id"}});
  EXPECT_EQ(found_in(item, "region"), "by id");
}

// A guess between two keys would be wrong half the time, and nobody would see why.
TEST(OpItem, ListsFieldsOfOneNameWithoutTheirValues) {
  const auto sentence = found_in(mailgun(), "api key");
  EXPECT_EQ(sentence,
            "several fields have this name, name one by its id: EU/api key (f1), US/api key (f2)");
}

TEST(OpItem, TellsTheCodeFromTheSeed) {
  EXPECT_EQ(found_in(mailgun(), "one-time password?attribute=otp"), "123456");
  EXPECT_EQ(found_in(mailgun(), "linked items/one-time password?attribute=otp"), "123456");
  EXPECT_EQ(found_in(mailgun(), "Related Items/one-time password"),
            "otpauth://totp/fixture?secret=fixture-seed");
  EXPECT_EQ(found_in(mailgun(), "username?attribute=otp"), "the field makes no one-time codes");
}

TEST(OpItem, SaysWhatIsNotThere) {
  EXPECT_EQ(found_in(mailgun(), "token"), "the item has no such field");
  EXPECT_EQ(found_in(mailgun(), "APAC/api key"), "the item has no such field");
  EXPECT_EQ(found_in(mailgun(), "notesPlain"), "the field is empty");
  EXPECT_EQ(found_in(mailgun(), "key.pem"),
            "this is an attached file, which is not read: a field is expected");
}

TEST(OpItem, ReadsASectionThatHasALabelOnly) {
  const json item = {{"id", "i"},
                     {"sections", {{{"label", "section"}}}},
                     {"fields",
                      {{{"id", ""},
                        {"type", ""},
                        {"label", "password"},
                        {"value", "w"},
                        {"section", {{"label", "section"}}}}}}};
  EXPECT_EQ(found_in(item, "section/password"), "w");
  EXPECT_EQ(found_in(item, "password"), "w");
}

// An item of another shape must end in a sentence.
TEST(OpItem, SurvivesOtherShapes) {
  for (const char* text :
       {R"({"id":"i"})", R"({"id":"i","fields":null})", R"({"id":"i","fields":{"a":1}})",
        R"({"id":"i","fields":[1,"x",null,[]],"sections":[7],"files":[null]})",
        R"({"id":"i","fields":[{"id":7,"label":null,"value":{"a":1},"section":"s"}]})",
        R"({"id":"i","fields":[{"section":[]}]})"}) {
    EXPECT_EQ(found_in(json::parse(text), "password"), "the item has no such field") << text;
  }
  for (const char* text : {"[]", "null", "\"item\"", R"({"status":200})", R"({"id":[]})", "7"}) {
    EXPECT_EQ(found_in(json::parse(text), "password"), "1Password Connect: the answer is no item");
  }
}

// What somebody took out of use may be revoked.
TEST(OpItem, IsNoneThatWasPutAway) {
  json item = mailgun();
  item["state"] = "ARCHIVED";
  EXPECT_EQ(found_in(item, "username"), "1Password Connect: the item is archived");
  item["state"] = "DELETED";
  EXPECT_EQ(found_in(item, "username"), "1Password Connect: the item is deleted");
  item["state"] = "";
  EXPECT_EQ(found_in(item, "username"), "ops");
}

TEST(OpItem, HasAVersionWhereItsNumberIsGiven) {
  json item = mailgun();
  EXPECT_EQ(op_item(item)->version, 4);
  item["version"] = "four";
  EXPECT_EQ(op_item(item)->version, std::nullopt);
  item.erase("version");
  EXPECT_EQ(op_item(item)->version, std::nullopt);
}

}  // namespace
}  // namespace latchkey::secrets
