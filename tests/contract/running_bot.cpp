#include "tests/contract/running_bot.hpp"

#include "tests/doubles/await.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace latchkey::contract {

RunningBot::RunningBot() : http_(http::create_client(io_.get_executor(), {})) {
  slack_.greet(false);
}

void RunningBot::start(const std::string& http, Environment environment) {
  const std::string config = directory_.path() / "latchkey.toml";
  std::ofstream{config} << "[slack]\napi_url = \"" << slack_.api_url()
                        << "\"\napp_token = \"file:" << token_file("app_token")
                        << "\"\nbot_token = \"file:" << token_file("bot_token")
                        << "\"\n"
                           "connections = 1\n"
                           "[[service]]\nname = \"S\"\nurl = \"https://s.example\"\n"
                           "mail_domain = \"s.example\"\n"
                           "[service.accounts]\nkind = \"gitlab\"\ntoken = \"env:PATH\"\n"
                           "[mailgun]\napi_key = \"env:PATH\"\n"
                           "[log]\nformat = \"text\"\n"
                           "[store]\nurl = \"sqlite:"
                        << store_file() << "\"\n[http]\n"
                        << http << "\n";
  exchange("app_token", "xapp-sandbox");
  exchange("bot_token", "xoxb-sandbox");
  url_.clear();
  process_ = std::make_unique<harness::ChildProcess>(
      std::vector<std::string>{"sh", "-c",
                               "exec " LATCHKEY_PROGRAM " run --config " + config + " 2>&1"},
      std::move(environment));
}

void RunningBot::exchange(const std::string& setting, const std::string& token) {
  std::ofstream{token_file(setting)} << token << "\n";
  std::filesystem::permissions(token_file(setting), std::filesystem::perms::owner_read |
                                                        std::filesystem::perms::owner_write);
}

std::string RunningBot::token_file(const std::string& setting) const {
  return directory_.path() / setting;
}

void RunningBot::greet() {
  if (!slack_.wait_for_connections(1)) throw std::runtime_error("the bot does not connect");
  slack_.send(slack_.connections() - 1, R"({"type":"hello","num_connections":1})");
}

http::Response RunningBot::get(const std::string& path) {
  while (url_.empty()) {
    const auto line = process_->next_line(std::chrono::seconds{60});
    if (!line) throw std::runtime_error("the bot ended without listening");
    const auto at = line->find("http://");
    if (at != std::string::npos) url_ = line->substr(at, line->find("/healthz") - at);
  }
  http::Request request{.url = url_ + path};
  auto response = doubles::await(http_->send("the bot", std::move(request)), io_);
  if (!response) throw std::runtime_error(response.error().what);
  return *response;
}

http::Response RunningBot::wait_for(const std::string& path, int status) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  for (;;) {
    auto response = get(path);
    if (response.status == status) return response;
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error(response.body);
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

}  // namespace latchkey::contract
