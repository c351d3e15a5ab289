#include "tests/bench/diagnosis/slow_systems.hpp"

#include "adapters/http/http_client.hpp"

#include <fmt/format.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <utility>

namespace latchkey::bench {
namespace {

namespace asio = boost::asio;
using nlohmann::json;

constexpr const char* k_database_user = "postgres";
/// With the index that Devise gives a site's own table.
constexpr const char* k_schema = R"(
CREATE TABLE accounts (
  id bigserial PRIMARY KEY, email text NOT NULL, name text, created_at timestamp NOT NULL,
  confirmed_at timestamp, confirmation_sent_at timestamp, unconfirmed_email text,
  reset_password_sent_at timestamp, current_sign_in_at timestamp, last_sign_in_at timestamp,
  sign_in_count int NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX ON accounts (email);
)";
/// A transaction takes so long once, however many rows it reads: `now()` tells transactions apart.
/// Not correlated with any row, the condition is asked once for each place of a question that reads
/// the view, and costs its rows nothing: Latchkey's questions are measured, not the sleeping.
constexpr const char* k_slow_view = R"(
CREATE OR REPLACE FUNCTION slow_once() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF current_setting('bench.slept', true) IS DISTINCT FROM now()::text THEN
    PERFORM pg_sleep({}), set_config('bench.slept', now()::text, false);
  END IF;
  RETURN true;
END $$;
CREATE OR REPLACE VIEW customers AS SELECT * FROM accounts WHERE (SELECT slow_once());
)";

/// Gives an order of the endpoint's (peers/endpoint/control.hpp), and its answer.
json order(const std::string& origin, const std::string& what, const json& arguments) {
  asio::io_context context{1};
  const auto http = http::create_client(context.get_executor(), {});
  http::Request request{.method = http::Method::post, .url = origin + "/control/" + what};
  request.body = arguments.dump();
  auto sending = http->send("the endpoint", std::move(request));
  auto answer = asio::co_spawn(context, std::move(sending), asio::use_future);
  context.run();
  return json::parse(answer.get().value().body);
}

std::string after_last_space(const std::string& line) {
  return line.substr(line.rfind(' ') + 1);
}

}  // namespace

SlowSystems::Endpoint::Endpoint() : process({LATCHKEY_BENCH_ENDPOINT}) {
  origin = after_last_space(process.wait_for_line("latchkey_bench_endpoint listening on "));
  while (origin.ends_with('/')) origin.pop_back();
}

SlowSystems::SlowSystems() : database_(postgres_.create_database()) {
  postgres_.execute(database_, k_schema);
  be_slow(std::chrono::milliseconds{0});
}

Config SlowSystems::config() const {
  ServiceConfig customers;
  customers.name = "CustomersDot";
  customers.url = "https://customers.gitlab.com";
  customers.mail_domain = "customers.gitlab.com";
  customers.accounts = PostgresAccountsConfig{
      .dsn = postgres_.dsn(database_, k_database_user), .table = "customers", .columns = {}};
  ServiceConfig gitlab;
  gitlab.name = "GitLab.com";
  gitlab.url = gitlab_.origin + "/gitlab";
  gitlab.mail_domain = "mg.gitlab.com";
  gitlab.accounts = GitlabAccountsConfig{.token = "sandbox-admin"};
  Config config;
  config.services = {std::move(customers), std::move(gitlab)};
  config.mailgun = {.api_url = mailgun_.origin + "/mailgun", .api_key = "sandbox-key"};
  return config;
}

std::string SlowSystems::customer(int number) {
  const auto* form = number % 10 == 9 ? "jane.doe+u{:06}@acme.example" : "jane.u{:06}@acme.example";
  return fmt::format(fmt::runtime(form), number);
}

void SlowSystems::sign_up(int count) const {
  std::string rows;
  for (int number = 0; number < count; ++number) {
    rows += (rows.empty() ? "('" : ", ('") + customer(number) + "')";
  }
  postgres_.execute(database_,
                    "INSERT INTO accounts (email, created_at, confirmed_at) SELECT email,"
                    " '2024-03-01', '2024-03-01' FROM (VALUES " +
                        rows + ") AS customer (email); ANALYZE accounts");
}

void SlowSystems::be_slow(std::chrono::milliseconds delay) {
  for (const auto* endpoint : {&mailgun_, &gitlab_}) {
    order(endpoint->origin, "upstreams", {{"delay_ms", delay.count()}});
  }
  postgres_.execute(
      database_, fmt::format(fmt::runtime(k_slow_view), static_cast<double>(delay.count()) / 1000));
}

Asked SlowSystems::asked() const {
  Asked all;
  for (const auto* endpoint : {&mailgun_, &gitlab_}) {
    const auto told = order(endpoint->origin, "questions", json::object());
    all.questions += told.at("asked").get<std::size_t>();
    all.longest_chain = std::max(all.longest_chain, told.at("longest_chain").get<std::size_t>());
  }
  return all;
}

}  // namespace latchkey::bench
