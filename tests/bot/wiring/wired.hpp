#pragma once

#include "bot/wiring/upstreams.hpp"
#include "core/diagnosis/investigation.hpp"
#include "tests/doubles/await.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {

/// A GitLab with this site's address.
inline ServiceConfig service_at(const std::string& name, const std::string& url) {
  ServiceConfig service;
  service.name = name;
  service.url = url;
  service.mail_domain = "mg.acme.example";
  service.accounts = GitlabAccountsConfig{.token = "token"};
  return service;
}

inline Config config_of(std::vector<ServiceConfig> services, const std::string& mailgun) {
  Config config;
  config.services = std::move(services);
  config.mailgun = {.api_url = mailgun, .api_key = "key"};
  return config;
}

/// Whatever was built of a configuration, and what it takes to ask it.
class Wired {
 public:
  explicit Wired(Config config) : config_(std::move(config)) {}

  Expected<FormReply> ask_for(RemedyId remedy) {
    return doubles::await(upstreams_.forms().at("CustomersDot")->request(remedy, jane()), io_);
  }
  Expected<MailHistory> mail_of(const std::string& service) {
    for (const auto& source : upstreams_.sources()) {
      if (source.service.name != service) continue;
      const TimePoint now = clock_.now();
      return doubles::await(source.mail->events(jane(), Window{now - std::chrono::hours{1}, now}),
                            io_);
    }
    return Error{ErrorKind::not_found, "no such service"};
  }
  /// Asks the first service's log without waiting; the answer is added to these.
  void begin_mail_question(EmailAddress address, std::vector<Expected<MailHistory>>& answers) {
    boost::asio::co_spawn(
        io_,
        keep_mail(*upstreams_.sources().front().mail, std::move(address), clock_.now(), answers),
        boost::asio::detached);
  }
  /// Goes on until this holds, of a system perhaps; false after a minute.
  bool run_until(const std::function<bool()>& holds) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    io_.restart();
    while (!holds()) {
      if (std::chrono::steady_clock::now() > give_up) return false;
      io_.run_one_for(std::chrono::milliseconds{1});
    }
    return true;
  }
  /// Asks every system about one person.
  Diagnosis diagnose() {
    Investigation investigation{upstreams_.sources(), clock_, config_.run.upstream_deadline,
                                config_.mailgun.log_retention};
    std::vector<Diagnosis> diagnoses;
    boost::asio::co_spawn(io_, keep(investigation, jane(), diagnoses), boost::asio::detached);
    io_.restart();
    while (diagnoses.empty() && io_.run_one() > 0) {
    }
    return diagnoses.at(0);
  }
  void renew_secrets() {
    // With a value: `await` gives one.
    const auto renew = [this]() -> boost::asio::awaitable<bool> {
      co_await upstreams_.renew_secrets();
      co_return true;
    };
    doubles::await(renew(), io_);
  }
  [[nodiscard]] const http::Options& network() const { return upstreams_.network(); }
  /// The systems that are left alone, of all.
  [[nodiscard]] std::vector<std::string> left_alone() const {
    std::vector<std::string> systems;
    for (const auto& state : upstreams_.guarded()) {
      systems.push_back(state.system + (state.open ? ": left alone" : ": asked"));
    }
    return systems;
  }

 private:
  static EmailAddress jane() { return EmailAddress::parse("jane.doe@acme.example").value(); }

  static boost::asio::awaitable<void> keep(Investigation& investigation, EmailAddress address,
                                           std::vector<Diagnosis>& kept) {
    Question question{std::move(address), "CustomersDot", std::chrono::hours{24}};
    auto running = investigation.run(std::move(question), [](const Progress&) {});
    kept.push_back(co_await std::move(running));
  }
  static boost::asio::awaitable<void> keep_mail(MailLog& log, EmailAddress address, TimePoint now,
                                                std::vector<Expected<MailHistory>>& kept) {
    const Window window{now - std::chrono::hours{1}, now};
    auto asking = log.events(std::move(address), window);
    auto answer = co_await std::move(asking);
    kept.push_back(std::move(answer));
  }

  Config config_;
  boost::asio::io_context io_{1};
  SystemClock clock_;
  Secrets secrets_{config_};
  Upstreams upstreams_{io_.get_executor(), config_, secrets_, clock_};
};

}  // namespace latchkey
