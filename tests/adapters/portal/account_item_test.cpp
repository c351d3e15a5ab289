#include "adapters/portal/account_item.hpp"

#include "tests/doubles/fixture.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::portal {
namespace {

using nlohmann::json;

const std::map<std::string, std::string> k_pointers = {{"email", "/login/mail"},
                                                       {"unconfirmed_email", "/login/pending"}};

json recorded() {
  return json::parse(doubles::fixture("portal/customers.json"))["customers"][0];
}

Expected<Account> read(const json& item,
                       const std::map<std::string, std::string>& pointers = k_pointers) {
  const ItemFields fields{pointers};
  return account_item("CustomersDot", item, fields, known_fields({item}, fields));
}

TEST(AccountItem, ReadsEveryFieldOfTheContract) {
  const auto account = read(recorded()).value();
  EXPECT_EQ(account.id, "4711");
  EXPECT_EQ(account.email, "Jane.Doe@acme.example");
  EXPECT_EQ(account.name.value(), "Jane Doe");
  EXPECT_EQ(format_rfc3339(account.created_at.value().value()), "2026-11-20T08:00:00Z");
  EXPECT_TRUE(account.confirmed_at.is_empty());
  EXPECT_EQ(format_rfc3339(account.confirmation_sent_at.value().value()), "2026-11-20T08:00:03Z");
  EXPECT_TRUE(account.unconfirmed_email.is_empty());
  EXPECT_TRUE(account.reset_password_sent_at.is_empty());
  EXPECT_TRUE(account.current_sign_in_at.is_empty());
  EXPECT_TRUE(account.last_sign_in_at.is_empty());
  EXPECT_EQ(account.sign_in_count.value(), 0);
  EXPECT_EQ(account.failed_attempts.value(), 2);
  EXPECT_TRUE(account.locked_at.is_empty());
  EXPECT_EQ(account.state.value(), "active");
  EXPECT_EQ(account.login_activated.value(), true);
  EXPECT_TRUE(account.provider.is_empty());
  EXPECT_EQ(account.subscription.value(), "Premium, 25 seats");
  EXPECT_EQ(account.has_password.value(), true);
}

// Never "empty", which for confirmed_at would be "unconfirmed".
TEST(AccountItem, ReadsNoFieldOfAnotherTypeAsEmpty) {
  const std::vector<std::pair<const char*, bool (*)(const Account&)>> fields = {
      {"created_at", [](const Account& it) { return it.created_at.was_read(); }},
      {"confirmed_at", [](const Account& it) { return it.confirmed_at.was_read(); }},
      {"confirmation_sent_at",
       [](const Account& it) { return it.confirmation_sent_at.was_read(); }},
      {"reset_password_sent_at",
       [](const Account& it) { return it.reset_password_sent_at.was_read(); }},
      {"last_sign_in_at", [](const Account& it) { return it.last_sign_in_at.was_read(); }},
      {"sign_in_count", [](const Account& it) { return it.sign_in_count.was_read(); }},
      {"locked_at", [](const Account& it) { return it.locked_at.was_read(); }},
      {"login_activated", [](const Account& it) { return it.login_activated.was_read(); }},
      {"has_password", [](const Account& it) { return it.has_password.was_read(); }},
      {"state", [](const Account& it) { return it.state.was_read(); }},
      {"provider", [](const Account& it) { return it.provider.was_read(); }}};
  for (const auto& [name, was_read] : fields) {
    EXPECT_TRUE(was_read(read(recorded()).value())) << name;
    for (const json& other : {json::object(), json::array({1}), json(1.5)}) {
      auto item = recorded();
      item[name] = other;
      const auto account = read(item);
      ASSERT_TRUE(account) << name << other;
      EXPECT_FALSE(was_read(*account)) << name << other;
      EXPECT_EQ(account->email, "Jane.Doe@acme.example");
    }
  }
}

// "The service has no such thing" and "could not be read" lead to different answers.
TEST(AccountItem, TellsWhatDoesNotExistFromWhatCouldNotBeRead) {
  auto item = recorded();
  item.erase("locked_at");
  EXPECT_FALSE(read(item)->locked_at.exists());

  auto pointers = k_pointers;
  pointers["locked_at"] = "/locked_at";
  EXPECT_TRUE(read(item, pointers)->locked_at.exists()) << "the configuration names it";
  EXPECT_FALSE(read(item, pointers)->locked_at.was_read());

  const ItemFields fields{k_pointers};
  const auto known = known_fields({item, recorded()}, fields);
  const auto account = account_item("CustomersDot", item, fields, known).value();
  EXPECT_TRUE(account.locked_at.exists()) << "another account has it";
  EXPECT_FALSE(account.locked_at.was_read());
}

TEST(AccountItem, TakesAnotherTypeForUnreadable) {
  for (const char* field :
       {"created_at", "confirmed_at", "sign_in_count", "failed_attempts", "locked_at",
        "login_activated", "has_password", "state", "subscription", "provider"}) {
    auto item = recorded();
    item[field] = json::array({1});
    const auto account = read(item).value();
    const bool all_read = account.created_at.was_read() && account.confirmed_at.was_read() &&
                          account.sign_in_count.was_read() && account.failed_attempts.was_read() &&
                          account.locked_at.was_read() && account.login_activated.was_read() &&
                          account.has_password.was_read() && account.state.was_read() &&
                          account.subscription.was_read() && account.provider.was_read();
    EXPECT_FALSE(all_read) << field;
  }
  auto item = recorded();
  item["confirmed_at"] = "";
  EXPECT_FALSE(read(item)->confirmed_at.was_read()) << "an empty text is no time and no null";
  item["confirmed_at"] = 1795248010;
  EXPECT_FALSE(read(item)->confirmed_at.was_read());
  item["login_activated"] = "false";
  EXPECT_FALSE(read(item)->login_activated.was_read());
}

TEST(AccountItem, JoinsFirstAndLastNameOnlyWhereThereIsNoName) {
  auto item = recorded();
  item["last_name"] = nullptr;
  EXPECT_EQ(read(item)->name.value(), "Jane");
  item["first_name"] = nullptr;
  EXPECT_TRUE(read(item)->name.is_empty());
  item["first_name"] = 5;
  EXPECT_FALSE(read(item)->name.was_read());
  item["name"] = "Dr. Jane Doe";
  EXPECT_EQ(read(item)->name.value(), "Dr. Jane Doe");
}

TEST(AccountItem, RefusesWhatCannotBeToldWhoseItIs) {
  auto no_email = recorded();
  no_email["login"].erase("mail");
  auto number = recorded();
  number["login"]["mail"] = 5;
  auto odd_id = recorded();
  odd_id["id"] = json::object();
  for (const json& item : {no_email, number, odd_id, json(1), json("text"), json(nullptr)}) {
    const auto account = read(item);
    ASSERT_FALSE(account) << item;
    EXPECT_EQ(account.error().kind, ErrorKind::misunderstood);
    EXPECT_EQ(account.error().what.rfind("CustomersDot: ", 0), 0U);
  }
}

TEST(AccountItem, SurvivesAnyFieldOfAnyType) {
  const auto original = recorded();
  const auto leaves = original.flatten();
  for (const auto& leaf : leaves.items()) {
    for (const json& other : {json(nullptr), json(42), json("text"), json::array({1}),
                              json::object({{"a", 1}}), json(true), json(1.5)}) {
      auto item = original;
      item[json::json_pointer{leaf.key()}] = other;
      const auto account = read(item);
      if (account) {
        EXPECT_FALSE(account->email.empty());
      }
    }
  }
}

TEST(AccountShape, HasWhatTheServiceHas) {
  const ItemFields fields{{{"email", "/mail"}, {"locked_at", "/locked"}}};
  const auto shape = account_shape(known_fields({}, fields));
  EXPECT_TRUE(shape.locked_at.is_empty());
  EXPECT_FALSE(shape.confirmed_at.exists());
}

TEST(ItemFields, CannotStartWithWhatIsNoPointer) {
  const std::map<std::string, std::string> pointers = {{"email", "login.mail"}};
  EXPECT_THROW(ItemFields{pointers}, std::invalid_argument);
}

}  // namespace
}  // namespace latchkey::portal
