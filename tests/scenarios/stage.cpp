#include "tests/scenarios/stage.hpp"

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace latchkey::scenarios {
namespace {

std::size_t count_of(const std::string& words, const std::string& text) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

}  // namespace

harness::PortalApp& empty_portal() {
  static harness::PortalApp portal;
  portal.execute("DELETE FROM customers");
  return portal;
}

void Stage::start_bot() {
  bot_.start();
  sandbox.wait_for_bot(true);
}

void Stage::stop_bot() {
  bot_.end(SIGTERM);
  sandbox.wait_for_bot(false);
}

void Stage::reload(const std::string& former, const std::string& words,
                   const std::string& awaited) {
  std::ifstream in{config()};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  const auto at = text.find(former);
  if (at == std::string::npos) throw std::runtime_error("the configuration lacks " + former);
  std::ofstream{config()} << text.replace(at, former.size(), words);
  const auto before = count_of(awaited, bot_.log());
  bot_.send(SIGHUP);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (count_of(awaited, bot_.log()) == before) {
    if (std::chrono::steady_clock::now() > until) {
      throw std::runtime_error("the bot does not say \"" + awaited + "\":\n" + bot_.log());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

int Stage::restart_bot(int signal) {
  const int status = bot_.end(signal);
  sandbox.wait_for_bot(false);
  start_bot();
  return status;
}

}  // namespace latchkey::scenarios
