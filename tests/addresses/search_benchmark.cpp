// How long the search for other addresses takes in a table of customers.
//   search_benchmark [ROWS...]    200000 and 2000000 where none is named
// Makes each table on a PostgreSQL of its own, with Devise's indexes only, searches for 1,000
// addresses, and prints how long the database took and how many blocks it looked at.
#include "adapters/portal/postgres_address_search.hpp"
#include "core/addresses/look_alikes.hpp"
#include "tests/addresses/name_pairs.hpp"
#include "tests/harness/postgres_server.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace latchkey {
namespace {

using harness::PostgresServer;

std::string portal_schema() {
  std::ifstream file{LATCHKEY_PORTAL_SCHEMA};
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// People of the labelled set, and as many copies of them with other numbers as make `rows`.
void fill(const PostgresServer& server, const std::string& database, std::size_t rows) {
  const auto set = name_pairs::name_pairs(1, true, 1, 100'000);
  std::set<std::string> emails;
  for (const auto& entry : set.bystanders) emails.insert(entry.email);
  std::string values;
  for (const auto& email : emails) values += (values.empty() ? "('" : ",('") + email + "')";
  server.execute(database, "CREATE TABLE people (email text); INSERT INTO people VALUES " + values);
  const auto copies = std::to_string(rows / emails.size());
  server.execute(
      database,
      "INSERT INTO customers (email, first_name, last_name, created_at, updated_at)"
      " SELECT CASE copy WHEN 0 THEN email ELSE split_part(email, '@', 1) || copy || '@' ||"
      " split_part(email, '@', 2) END, 'Jane', 'Doe', now(), now()"
      " FROM people CROSS JOIN generate_series(0, " +
          copies + ") AS copy LIMIT " + std::to_string(rows) +
          " ON CONFLICT DO NOTHING; ANALYZE customers");
  server.execute(database, "VACUUM customers");
}

/// Does any step read the table, or an index, from its beginning to its end?
bool scans_all(const nlohmann::json& plan) {
  const bool whole_index = plan.contains("Index Name") && !plan.contains("Index Cond");
  if (whole_index || plan.at("Node Type") == "Seq Scan") return true;
  const auto below = plan.value("Plans", nlohmann::json::array());
  return std::any_of(below.begin(), below.end(), scans_all);
}

void measure(PostgresServer& server, std::size_t rows) {
  const auto database = server.create_database();
  server.execute(database, portal_schema());
  fill(server, database, rows);
  const portal::AddressColumn column{"\"customers\"", "\"email\"", "character varying"};
  std::vector<double> milliseconds;
  std::vector<long long> blocks;
  std::size_t scans = 0;
  const auto set = name_pairs::name_pairs(99, true, 56, 0);
  for (const auto& pair : set.pairs) {
    const auto asked = EmailAddress::parse(pair.asked.email).value();
    // Without a clock for each row of each step, whose reading takes longer than the step.
    const auto answer =
        server.execute(database, "EXPLAIN (ANALYZE, TIMING OFF, BUFFERS, FORMAT JSON) " +
                                     portal::search_question(column, look_alikes(asked)));
    std::string text;
    for (const auto& line : answer) text += line[0];
    const auto plan = nlohmann::json::parse(text)[0];
    milliseconds.push_back(plan.at("Planning Time").get<double>() +
                           plan.at("Execution Time").get<double>());
    blocks.push_back(plan.at("Plan").at("Shared Hit Blocks").get<long long>() +
                     plan.at("Plan").at("Shared Read Blocks").get<long long>());
    if (scans_all(plan.at("Plan"))) ++scans;
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  std::sort(blocks.begin(), blocks.end());
  const auto at = [](const auto& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  };
  std::printf(
      "%zu rows, %zu searches of one query each: median %.1f ms, p99 %.1f ms, at most %.1f ms; "
      "median %lld blocks, at most %lld; %zu read the whole table or index\n",
      rows, milliseconds.size(), at(milliseconds, 0.5), at(milliseconds, 0.99), milliseconds.back(),
      at(blocks, 0.5), blocks.back(), scans);
}

}  // namespace
}  // namespace latchkey

int main(int count, char** words) {
  std::vector<std::size_t> tables;
  for (int i = 1; i < count; ++i) tables.push_back(std::strtoul(words[i], nullptr, 10));
  if (tables.empty()) tables = {200'000, 2'000'000};
  latchkey::harness::PostgresServer server;
  for (const auto rows : tables) latchkey::measure(server, rows);
}
