#include "adapters/portal/postgres_address_search.hpp"

#include "core/addresses/closest_addresses.hpp"
#include "core/addresses/look_alikes.hpp"
#include "tests/addresses/sorted_directory.hpp"
#include "tests/harness/postgres_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace latchkey::portal {
namespace {

using harness::PostgresServer;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

EmailAddress at(const std::string& text) {
  return EmailAddress::parse(text).value();
}

/// The customers table of the real portal, with Devise's indexes and no other.
class PostgresAddressSearchTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = server_.create_database();
    std::ifstream file{LATCHKEY_PORTAL_SCHEMA};
    std::stringstream schema;
    schema << file.rdbuf();
    server_.execute(database_, schema.str());
  }

  void add(const std::vector<std::string>& emails) {
    std::string values;
    for (const auto& email : emails) {
      values += (values.empty() ? "('" : ",('") + email + "', now(), now())";
    }
    server_.execute(database_,
                    "INSERT INTO customers (email, created_at, updated_at) VALUES " + values);
  }

  /// 30,000 customers of a hundred companies.
  void add_a_crowd() {
    server_.execute(database_,
                    "INSERT INTO customers (email, first_name, last_name, created_at, updated_at)"
                    " SELECT 'person' || n || '.name' || n % 977 || '@company' || n % 100 ||"
                    " '.example', 'Per', 'Son', now(), now() FROM generate_series(1, 30000) AS n");
  }

  std::vector<std::string> search(const std::string& asked) {
    std::vector<std::string> met;
    const auto question = search_question(column_, look_alikes(at(asked)));
    for (const auto& row : server_.execute(database_, question)) met.push_back(row[0]);
    return closest_addresses(at(asked), met, k_rows_of_a_search);
  }

  nlohmann::json plan(const std::string& asked) {
    std::string text;
    const auto question = search_question(column_, look_alikes(at(asked)));
    for (const auto& line : server_.execute(database_, "EXPLAIN (FORMAT JSON) " + question)) {
      text += line[0];
    }
    return nlohmann::json::parse(text)[0].at("Plan");
  }

  /// The plan that serves for whatever is asked, as the server keeps it for the next time.
  nlohmann::json kept_plan(const std::string& asked) {
    auto question = search_question(column_, look_alikes(at(asked)));
    const std::string before = "CAST('";
    std::string values;
    int arrays = 0;
    for (auto place = question.find(before); place != std::string::npos;
         place = question.find(before)) {
      const auto begin = place + before.size() - 1;
      const auto end = question.find("' AS text", begin) + 1;
      question.replace(begin, end - begin, "$" + std::to_string(++arrays));
      values += values.empty() ? "'{}'" : ", '{}'";
    }
    std::string text;
    for (const auto& line : server_.execute(
             database_, "SET plan_cache_mode = force_generic_plan; PREPARE search AS " + question +
                            "; EXPLAIN (FORMAT JSON) EXECUTE search(" + values + ")")) {
      text += line[0];
    }
    return nlohmann::json::parse(text)[0].at("Plan");
  }

  PostgresServer& server_ = PostgresServer::shared();
  std::string database_;
  const AddressColumn column_{"\"customers\"", "\"email\"", "character varying"};
};

/// What in a plan would read a whole table, or a whole index.
void find_whole_reads(const nlohmann::json& plan, std::vector<std::string>& found) {
  const auto kind = plan.at("Node Type").get<std::string>();
  const bool of_index = kind.find("Index") != std::string::npos;
  if (kind == "Seq Scan" || (of_index && !plan.contains("Index Cond"))) found.push_back(kind);
  if (!plan.contains("Plans")) return;
  for (const auto& below : plan.at("Plans")) find_whole_reads(below, found);
}

std::vector<std::string> whole_reads(const nlohmann::json& plan) {
  std::vector<std::string> found;
  find_whole_reads(plan, found);
  return found;
}

// Under load a scan of the whole table for each diagnosis would be noticed by every customer.
TEST_F(PostgresAddressSearchTest, NeverReadsAWholeTableOrIndex) {
  add_a_crowd();
  const std::vector<std::string> asked = {"jane.doe@acme.example",
                                          "jdoe+shop@gmail.com",
                                          "a@b.example",
                                          "aleksandr.petrovskiy@acme.example",
                                          "maria.garcia.lopez@acme.example",
                                          "12345@qq.com"};
  for (const auto& one : asked) EXPECT_THAT(whole_reads(plan(one)), IsEmpty()) << one;
  EXPECT_THAT(whole_reads(kept_plan(asked.front())), IsEmpty());
  server_.execute(database_, "VACUUM ANALYZE customers");
  for (const auto& one : asked) EXPECT_THAT(whole_reads(plan(one)), IsEmpty()) << one;
  EXPECT_THAT(whole_reads(kept_plan(asked.front())), IsEmpty());
}

TEST_F(PostgresAddressSearchTest, FindsWhatNobodyCouldForesee) {
  const std::vector<std::string> others = {
      "jane_doe@acme.example",      "jane.doe+gitlab@acme.example", "jane.doe85@acme.example",
      "jane.mary.doe@acme.example", "jane.doe.smith@acme.example",  "jane.doe@eu.acme.example",
      "jdoe@acme.example",          "doe.jane7@acme.example"};
  add(others);
  add({"john.doe@acme.example", "jane.dole@acme.example", "jane.doerfler@acme.example"});
  const auto found = search("jane.doe@acme.example");
  EXPECT_THAT(found, IsSupersetOf(others));
  EXPECT_EQ(found.size(), others.size());
}

TEST_F(PostgresAddressSearchTest, FindsTheAskedAddressFirstWhateverItsCase) {
  add({"jane_doe@acme.example", "Jane.Doe@ACME.example"});
  EXPECT_EQ(search("jane.doe@acme.example").front(), "Jane.Doe@ACME.example");
}

// Of many addresses that begin alike a range shows the first few only.
TEST_F(PostgresAddressSearchTest, FindsASpellingBehindMoreAddressesThanARangeIsReadTo) {
  std::vector<std::string> crowd;
  for (std::size_t i = 0; i < k_rows_of_a_range; ++i) {
    crowd.push_back("jane.doe@a" + std::to_string(i) + ".example");
  }
  add(crowd);
  add({"jane.doe@acme.io"});
  EXPECT_THAT(search("jane.doe@acme.example"), ElementsAre("jane.doe@acme.io"));
}

// In ICU's order LIKE 'jane.doe+%' is no range, and marks do not stand where C has them.
TEST_F(PostgresAddressSearchTest, FindsTheSameInOtherOrdersOfLetters) {
  server_.execute(database_,
                  "DROP VIEW customer_accounts; ALTER TABLE customers ALTER email TYPE varchar "
                  "COLLATE \"en-x-icu\"");
  add_a_crowd();
  const std::vector<std::string> others = {"jane_doe@acme.example", "jane.doe+gitlab@acme.example",
                                           "jane.doe85@acme.example", "jane.mary.doe@acme.example",
                                           "jane.doe@acme.test"};
  add(others);
  EXPECT_THAT(search("jane.doe@acme.example"), IsSupersetOf(others));
  EXPECT_THAT(whole_reads(plan("jane.doe@acme.example")), IsEmpty());
}

// The figures of the finder are made with a stand-in for this search: it must find the same.
TEST_F(PostgresAddressSearchTest, FindsWhatItsStandInFinds) {
  const auto set = name_pairs::name_pairs(3, true, 2, 2'000);
  const name_pairs::SortedDirectory stand_in{set};
  std::set<std::string> emails;
  for (const auto& pair : set.pairs) emails.insert(pair.other.email);
  for (const auto& entry : set.bystanders) emails.insert(entry.email);
  add({emails.begin(), emails.end()});
  for (const auto& pair : set.pairs) {
    std::vector<std::string> expected;
    for (const auto& row : stand_in.search(at(pair.asked.email))) {
      expected.push_back(row.email);
    }
    EXPECT_EQ(search(pair.asked.email), expected) << pair.asked.email;
  }
}

TEST(SqlArray, TakesEveryCharacterOfAnAddressForWhatItIs) {
  EXPECT_EQ(sql_array({}), "{}");
  EXPECT_EQ(sql_array({"a,b", "{c}", "d'e", "f\"g\\h"}), R"({"a,b","{c}","d'e","f\"g\\h"})");
}

}  // namespace
}  // namespace latchkey::portal
