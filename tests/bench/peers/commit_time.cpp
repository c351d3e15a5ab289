// commit_time FILE COUNT: how long a commit of one row takes here, as Latchkey's store is set up
// (WAL, synchronous=FULL): {"p50_us", "p99_us"}.
#include "tests/bench/peers/endpoint/steady_time.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

void run(const Database& database, const std::string& sql) {
  if (sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(database.get()));
  }
}

Database open(const char* file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open(file, &handle);
  Database database{handle, &sqlite3_close};
  if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle));
  run(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
  run(database, "CREATE TABLE inbox (key TEXT PRIMARY KEY, request TEXT NOT NULL)");
  return database;
}

/// Microseconds of each commit, sorted.
std::vector<double> commit_times(const Database& database, int count) {
  std::vector<double> times;
  const std::string request(400, 'x');  // what is kept of a command
  for (int i = 0; i < count; ++i) {
    const auto began = latchkey::bench::steady_now();
    run(database,
        "INSERT INTO inbox VALUES ('command:" + std::to_string(i) + "','" + request + "')");
    times.push_back(static_cast<double>(latchkey::bench::steady_now() - began) / 1000);
  }
  std::sort(times.begin(), times.end());
  return times;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: commit_time FILE COUNT\n";
    return 2;
  }
  try {
    const auto times = commit_times(open(arguments[1]), std::max(std::stoi(arguments[2]), 1));
    std::cout << "{\"p50_us\": " << times[times.size() / 2]
              << ", \"p99_us\": " << times[times.size() * 99 / 100] << "}\n";
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "commit_time: " << error.what() << "\n";
    return 1;
  }
}
