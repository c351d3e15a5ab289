// What is shipped for Prometheus and Grafana, and what the README says, is about metrics that there
// are.
#include "tests/bot/watch/metric_names.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace latchkey::watch {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream file{LATCHKEY_ROOT "/" + path};
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// Every name of a metric in the text, without the ending of a histogram's part.
std::set<std::string> names_in(const std::string& text) {
  static const std::regex name{
      R"(\b((?:latchkey|process)_[a-z_]*?)(?:_bucket|_sum|_count)?\b(?![a-z_./-]))"};
  std::set<std::string> names;
  for (std::sregex_iterator found{text.begin(), text.end(), name}, end; found != end; ++found) {
    names.insert((*found)[1]);
  }
  return names;
}

void expect_known(const std::set<std::string>& used) {
  const auto known = metric_names();
  EXPECT_FALSE(used.empty());
  for (const auto& name : used) EXPECT_TRUE(known.contains(name)) << "there is no " << name;
}

TEST(MonitoringFiles, AlertsAreAboutMetricsThatThereAre) {
  expect_known(names_in(text_of("deploy/monitoring/alerts.yml")));
}

/// What Prometheus would ask for a panel, with Grafana's variables filled in.
std::vector<std::string> expressions_of(const nlohmann::json& dashboard) {
  std::vector<std::string> expressions;
  for (const auto& panel : dashboard.at("panels")) {
    for (const auto& target : panel.value("targets", nlohmann::json::array())) {
      auto text = target.at("expr").get<std::string>();
      text = std::regex_replace(text, std::regex{R"(\$__rate_interval)"}, "1m");
      expressions.push_back(std::regex_replace(text, std::regex{R"(\$\w+)"}, "x"));
    }
  }
  return expressions;
}

TEST(MonitoringFiles, TheDashboardAsksWhatPrometheusUnderstands) {
  const harness::TemporaryDirectory directory;
  const auto file = directory.path() / "rules.json";  // JSON is YAML, too
  auto rules = nlohmann::json::array();
  const auto dashboard = nlohmann::json::parse(text_of("deploy/monitoring/dashboard.json"));
  for (const auto& expression : expressions_of(dashboard)) {
    rules.push_back({{"record", "r" + std::to_string(rules.size())}, {"expr", expression}});
  }
  ASSERT_GT(rules.size(), 20U);
  const nlohmann::json groups = {{"groups", {{{"name", "dashboard"}, {"rules", rules}}}}};
  std::ofstream{file} << groups;
  harness::ChildProcess promtool{
      {"sh", "-c", "command -v promtool > /dev/null || exit 77; promtool check rules \"$0\" 2>&1",
       file}};
  std::string objections;
  while (const auto line = promtool.next_line(std::chrono::seconds{30})) objections += *line + "\n";
  const int status = promtool.wait(std::chrono::seconds{30});
  if (status == 77) GTEST_SKIP() << "there is no promtool (package prometheus)";
  EXPECT_EQ(status, 0) << objections;
}

TEST(MonitoringFiles, TheDashboardShowsMetricsThatThereAre) {
  const auto dashboard = nlohmann::json::parse(text_of("deploy/monitoring/dashboard.json"));
  std::string expressions;
  for (const auto& panel : dashboard.at("panels")) {
    if (panel.at("type") == "row") continue;
    EXPECT_FALSE(panel.at("targets").empty()) << panel.at("title");
    EXPECT_FALSE(panel.value("description", "").empty()) << panel.at("title");
    for (const auto& target : panel.at("targets")) {
      expressions += target.at("expr").get<std::string>() + "\n";
    }
  }
  expect_known(names_in(expressions));
}

TEST(MonitoringFiles, TheReadmesTableHasEachMetricAndNoOther) {
  const auto readme = text_of("README.md");
  static const std::regex row{R"(\n\| `((?:latchkey|process)_\w+)`)"};
  std::set<std::string> named;
  for (std::sregex_iterator found{readme.begin(), readme.end(), row}, end; found != end; ++found) {
    named.insert((*found)[1]);
  }
  EXPECT_EQ(named, metric_names());
}

TEST(MonitoringFiles, EachAlertLeadsToItsRowInTheReadme) {
  const auto alerts = text_of("deploy/monitoring/alerts.yml");
  const auto readme = text_of("README.md");
  static const std::regex alert{R"(- alert: (\w+))"};
  std::size_t count = 0;
  for (std::sregex_iterator found{alerts.begin(), alerts.end(), alert}, end; found != end;
       ++found, ++count) {
    EXPECT_NE(readme.find("| `" + (*found)[1].str() + "`"), std::string::npos)
        << (*found)[1] << " is not in the README";
  }
  EXPECT_GT(count, 5U);
}

}  // namespace
}  // namespace latchkey::watch
