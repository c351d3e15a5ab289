#include "bot/watch/asked_systems.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/this_coro.hpp>

#include <string_view>
#include <utility>

namespace latchkey::watch {
namespace {

namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;

std::string_view result_of(int status) {
  if (status == 429 || status == 420) return "rate_limited";
  if (status == 401 || status == 403) return "refused";
  if (status == 408) return "timed_out";  // it gave up waiting for the rest of the request
  if (status >= 500) return "5xx";
  if (status >= 400) return "4xx";
  return status >= 300 ? "3xx" : "2xx";
}

std::string_view result_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::unavailable:
    case ErrorKind::rate_limited: return "left_alone";
    case ErrorKind::timed_out: return "timed_out";
    case ErrorKind::unreachable: return "unreachable";
    case ErrorKind::uncertain: return "uncertain";
    case ErrorKind::misunderstood: return "misunderstood";
    case ErrorKind::refused: return "refused";
    default: return "invalid";
  }
}

/// "no connection within 3 s" of "Mailgun: no connection within 3 s".
std::string without_name(const std::string& what, const std::string& system) {
  if (!what.starts_with(system)) return what;
  const auto begin = what.find_first_not_of(": ", system.size());
  return begin == std::string::npos ? what : what.substr(begin);
}

long long in_milliseconds(SteadyClock::duration took) {
  return std::chrono::round<std::chrono::milliseconds>(took).count();
}

std::string_view word(http::Method method) {
  switch (method) {
    case http::Method::get: return "GET";
    case http::Method::post: return "POST";
    case http::Method::put: return "PUT";
    case http::Method::remove: return "DELETE";
  }
  return "";
}

/// A guard says `unavailable` of what it does not send. There is none before a database, which says
/// so itself, while it starts or ends.
Error as_of_a_database(Error error) {
  if (error.kind == ErrorKind::unavailable) error.kind = ErrorKind::unreachable;
  return error;
}

/// Forms that mail a customer, above all (`http::Request::fresh_connection`).
bool matters(const http::Request& request) {
  return request.method != http::Method::get && request.fresh_connection;
}

}  // namespace

class AskedSystems::WatchedClient final : public http::Client {
 public:
  WatchedClient(AskedSystems& all, std::string system, http::Client& inner)
      : all_(all), system_(std::move(system)), inner_(inner) {}

  asio::awaitable<Expected<http::Response>> send(std::string system,
                                                 http::Request request) override {
    const auto begun = SteadyClock::now();
    const std::string what{word(request.method)};
    if (matters(request)) spdlog::info("{} is sent a form", system_);
    auto answer = co_await inner_.send(std::move(system), std::move(request));
    const auto took = SteadyClock::now() - begun;
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != asio::cancellation_type::none) {
      const Error given_up{ErrorKind::timed_out, "given up, since it took too long"};
      all_.failed(system_, what, given_up, took);
    } else if (answer) {
      all_.answered(system_, what, answer->status, took);
    } else {
      all_.failed(system_, what, answer.error(), took);
    }
    co_return answer;
  }

 private:
  AskedSystems& all_;
  std::string system_;
  http::Client& inner_;
};

class AskedSystems::WatchedDirectory final : public AccountDirectory {
 public:
  WatchedDirectory(AskedSystems& all, std::string system, std::unique_ptr<AccountDirectory> inner)
      : all_(all), system_(std::move(system)), inner_(std::move(inner)) {}

  asio::awaitable<Expected<AccountsFound>> find(Spellings spellings, Reach reach) override {
    const auto begun = SteadyClock::now();
    const std::string what = "SELECT";
    auto found = co_await inner_->find(std::move(spellings), reach);
    const auto took = SteadyClock::now() - begun;
    if (found) {
      all_.answered(system_, what, 200, took);
    } else {
      all_.failed(system_, what, as_of_a_database(found.error()), took);
    }
    co_return found;
  }

 private:
  AskedSystems& all_;
  std::string system_;
  std::unique_ptr<AccountDirectory> inner_;
};

AskedSystems::AskedSystems(Metrics& metrics, const Clock& clock)
    : metrics_(metrics), clock_(clock) {}

std::unique_ptr<http::Client> AskedSystems::watched(std::string system, http::Client& inner) {
  metrics_.will_ask(system);
  last_failures_.try_emplace(system);
  return std::make_unique<WatchedClient>(*this, std::move(system), inner);
}

std::unique_ptr<AccountDirectory> AskedSystems::watched(std::string system,
                                                        std::unique_ptr<AccountDirectory> inner) {
  unguarded_.push_back(system);
  metrics_.will_ask(system);
  last_failures_.try_emplace(system);
  return std::make_unique<WatchedDirectory>(*this, std::move(system), std::move(inner));
}

void AskedSystems::answered(const std::string& system, const std::string& what, int status,
                            Took took) {
  const auto result = result_of(status);
  metrics_.asked(system, result, took);
  if (result == "5xx" || result == "rate_limited" || result == "timed_out") {
    note(system, "it answered " + std::to_string(status));
  } else {
    last_failures_[system].failing_since.reset();
  }
  spdlog::debug("{} was asked ({}) and answered {} after {} ms", system, what, status,
                in_milliseconds(took));
}

void AskedSystems::failed(const std::string& system, const std::string& what, const Error& error,
                          Took took) {
  const auto result = result_of(error.kind);
  metrics_.asked(system, result, took);
  const auto why = without_name(error.what, system);
  // That it is left alone is what an earlier failure led to.
  if (result != "left_alone") note(system, why);
  spdlog::debug("{} was asked ({}) in vain, for {} ms: {}", system, what, in_milliseconds(took),
                why);
}

void AskedSystems::note(const std::string& system, std::string why) {
  auto& last = last_failures_[system];
  last.why = std::move(why);
  last.at = clock_.now();
  if (!last.failing_since) last.failing_since = last.at;
}

std::vector<status::UnguardedState> AskedSystems::unguarded() const {
  std::vector<status::UnguardedState> states;
  for (const auto& system : unguarded_) {
    const auto& last = last_failures_.at(system);
    states.push_back({system, last.failing_since, last.failing_since ? last.why : ""});
  }
  return states;
}

}  // namespace latchkey::watch
