#include "tests/scenarios/prometheus.hpp"

#include "tests/doubles/await.hpp"

#include <fmt/format.h>
#include <boost/asio/ip/tcp.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>
#include <vector>

namespace latchkey::scenarios {
namespace {

constexpr std::string_view k_config = R"(
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
rule_files: ["{rules}"]
scrape_configs:
  - job_name: latchkey
    static_configs: [{{targets: ["{target}"]}}]
)";

/// It does not say which port it was given, so it is given one that was free a moment ago.
unsigned short free_port() {
  boost::asio::io_context io;
  const boost::asio::ip::tcp::acceptor acceptor{io, {boost::asio::ip::address_v4::loopback(), 0}};
  return acceptor.local_endpoint().port();
}

}  // namespace

bool Prometheus::is_there() {
  return std::filesystem::exists("/usr/bin/prometheus");
}

Prometheus::Prometheus(const std::string& target)
    : http_(http::create_client(io_.get_executor(), {})) {
  const std::string config = directory_.path() / "prometheus.yml";
  std::ofstream{config} << fmt::format(k_config, fmt::arg("rules", LATCHKEY_ALERTS),
                                       fmt::arg("target", target));
  const auto listens = "127.0.0.1:" + std::to_string(free_port());
  url_ = "http://" + listens;
  process_ = std::make_unique<harness::ChildProcess>(std::vector<std::string>{
      "/usr/bin/prometheus", "--config.file=" + config, "--web.listen-address=" + listens,
      "--storage.tsdb.path=" + (directory_.path() / "data").string(), "--log.level=error"});
}

std::string Prometheus::ask(const std::string& expression) {
  http::Request request{.url = url_ + "/api/v1/query?query=" + http::percent_encode(expression)};
  const auto answer = doubles::await(http_->send("Prometheus", std::move(request)), io_);
  if (!answer || answer->status != 200) return answer ? answer->body : answer.error().what;
  const auto result = nlohmann::json::parse(answer->body).at("data").at("result");
  return result.empty() ? "" : result.at(0).at("value").at(1).get<std::string>();
}

std::string Prometheus::wait_for(const std::string& expression, const std::string& wanted) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  for (;;) {
    auto value = ask(expression);
    if (value == wanted || std::chrono::steady_clock::now() > until) return value;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

}  // namespace latchkey::scenarios
