#include "tests/scenarios/bot.hpp"

#include "tests/scenarios/log_privacy.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

namespace latchkey::scenarios {
namespace {

constexpr std::string_view k_config = R"(
[slack]
api_url   = "{sandbox}/api/"
app_token = "xapp-sandbox"
bot_token = "xoxb-sandbox"
channels  = {channels}
posts_per_second = {posts_per_second}

[[service]]
name        = "CustomersDot"
url         = "{portal}"
mail_domain = "customers.gitlab.com"
account_link = "{portal}/admin/customer/{{id}}"
sign_in     = "{sign_in}"
mail_kinds  = {{ sign_in_link = ["Your sign-in link"] }}
[service.accounts]
kind  = "postgres"
dsn   = "{dsn}"
table = "{table}"
{forms}

[[service]]
name        = "GitLab.com"
url         = "{sandbox}/gitlab"
mail_domain = "mg.gitlab.com"
[service.accounts]
kind  = "gitlab"
token = "sandbox-admin"

[mailgun]
api_url = "{sandbox}/mailgun"
api_key = "sandbox-key"

[permissions]
diagnose  = {may_ask}
remediate = ["@support-team"]

[run]
upstream_deadline = "2s"

[http]
listen = "127.0.0.1:0"

[store]
url = "{store}"
{audit})";

constexpr std::string_view k_forms = R"([service.forms]
kind         = "devise"
confirmation = "/customers/confirmation/new"
password     = "/customers/password/new")";

constexpr std::string_view k_passwordless_forms = R"([service.forms]
kind         = "devise"
confirmation = "/customers/confirmation/new"
sign_in_link = "/customers/sign_in_link/new")";

/// An array of strings reads the same in JSON and in TOML.
std::string array(const std::vector<std::string>& texts) {
  return nlohmann::json(texts).dump();
}

}  // namespace

Bot::Bot(BotSettings settings, Environment environment)
    : environment_(std::move(environment)), options_(std::move(settings.options)) {
  const auto directory =
      settings.store_directory.empty() ? directory_.path() : settings.store_directory;
  const bool shared = !settings.store_url.empty();
  const auto key = directory_.path() / "audit-key";
  if (shared) {
    std::ofstream(key) << std::string(64, 'k');
    std::filesystem::permissions(key, std::filesystem::perms::owner_read);
  }
  std::vector<std::string> may_ask = std::move(settings.guests);
  may_ask.emplace_back("@support-team");
  std::ofstream(config()) << fmt::format(
      k_config, fmt::arg("sandbox", settings.sandbox_url),
      fmt::arg("channels", array(settings.channels)),
      fmt::arg("posts_per_second", settings.posts_per_second),
      fmt::arg("sign_in", settings.has_passwords ? "password" : "one_time_link"),
      fmt::arg("forms", settings.has_passwords ? k_forms : k_passwordless_forms),
      fmt::arg("portal", settings.portal_url), fmt::arg("dsn", settings.dsn),
      fmt::arg("table", settings.table), fmt::arg("may_ask", array(may_ask)),
      fmt::arg("store",
               shared ? settings.store_url : "sqlite:" + (directory / "latchkey.db").string()),
      fmt::arg("audit", shared ? "[audit]\nkey = \"file:" + key.string() + "\"\n" : ""));
}

Bot::~Bot() {
  process_.reset();
  const std::string said = log();
  for (const auto& part : private_parts(said)) ADD_FAILURE() << part << " is in the log";
  if (testing::Test::HasFailure()) std::cerr << said;
}

std::string Bot::log() const {
  std::ifstream file{log_file()};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::filesystem::path Bot::log_file() const {
  return directory_.path() / "log";
}

std::filesystem::path Bot::config() const {
  return directory_.path() / "latchkey.toml";
}

void Bot::start() {
  process_ = std::make_unique<harness::ChildProcess>(
      std::vector<std::string>{"sh", "-c", R"(exec "$0" run --config "$1" $3 2>> "$2")",
                               LATCHKEY_BIN, config(), log_file(), options_},
      environment_);
}

int Bot::end(int signal) {
  process_->send_signal(signal);
  return process_->wait(std::chrono::seconds{30});
}

bool Bot::has_ended() {
  return !process_ || process_->has_ended();
}

}  // namespace latchkey::scenarios
