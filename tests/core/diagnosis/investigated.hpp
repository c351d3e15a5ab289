#pragma once

#include "core/diagnosis/investigation.hpp"
#include "tests/doubles/fake_account_directory.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/fake_mail_log.hpp"
#include "tests/doubles/fake_suppression_lists.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {

/// Never answers, and stops when told to.
inline boost::asio::awaitable<void> hang() {
  boost::asio::steady_timer never{co_await boost::asio::this_coro::executor,
                                  boost::asio::steady_timer::time_point::max()};
  co_await never.async_wait(boost::asio::use_awaitable);
}

/// Does not listen when told to stop, like a name lookup, and answers once it is let go.
inline boost::asio::awaitable<void> wait_deafly(boost::asio::steady_timer* let_go) {
  co_await boost::asio::this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
  boost::system::error_code woken;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, woken);
  co_await let_go->async_wait(token);
}

/// Two services, whose systems are played by doubles, and an investigation of Jane on one of them.
class InvestigationTest : public testing::Test {
 protected:
  InvestigationTest() {
    customers_accounts_.answer = doubles::found({doubles::jane_account()});
    gitlab_accounts_.answer = doubles::found({});
  }

  Investigation investigation(std::chrono::milliseconds deadline = std::chrono::milliseconds{
                                  60'000}) {
    return {{{doubles::gitlab_com(), &gitlab_accounts_, &gitlab_mail_, &gitlab_lists_},
             {doubles::customers_dot(), &customers_accounts_, &customers_mail_, &customers_lists_}},
            clock_,
            deadline,
            mail_log_retention_};
  }

  void hold_all_back(const std::function<boost::asio::awaitable<void>()>& hold) {
    customers_accounts_.before_answer = hold;
    customers_mail_.before_answer = hold;
    gitlab_accounts_.before_answer = hold;
    gitlab_mail_.before_answer = hold;
    customers_lists_.before_answer = hold;
    gitlab_lists_.before_answer = hold;
  }

  boost::asio::awaitable<void> keep(Investigation& investigation,
                                    Freshness freshness = Freshness::recent) {
    Question question{doubles::jane(), "CustomersDot", std::chrono::days{14}, freshness};
    auto note = [this](const Progress& progress) { progress_.push_back(progress); };
    auto diagnosis = co_await investigation.run(std::move(question), std::move(note));
    diagnosis_ = std::make_unique<Diagnosis>(std::move(diagnosis));
    ++diagnoses_;
  }

  /// Runs it to its end.
  void ask(Investigation& investigation, Freshness freshness = Freshness::recent) {
    boost::asio::co_spawn(context_, keep(investigation, freshness), boost::asio::detached);
    context_.restart();
    context_.run();
  }

  static const Finding* find(const Diagnosis& diagnosis, const std::string& check) {
    const auto found = std::find_if(diagnosis.findings.begin(), diagnosis.findings.end(),
                                    [&](const Finding& finding) { return finding.check == check; });
    return found == diagnosis.findings.end() ? nullptr : &*found;
  }

  /// Runs it to its end, leaving behind what it gave up.
  const Diagnosis& run(Investigation investigation) {
    std::exception_ptr thrown;
    boost::asio::co_spawn(context_, keep(investigation),
                          [&](std::exception_ptr exception) { thrown = exception; });
    while (!diagnosis_ && !thrown && context_.run_one() > 0) {
    }
    if (thrown) std::rethrow_exception(thrown);
    return *diagnosis_;
  }

  std::chrono::seconds mail_log_retention_ = k_longest_mail_log_retention;
  doubles::FakeClock clock_{doubles::k_now};
  doubles::FakeAccountDirectory customers_accounts_;
  doubles::FakeAccountDirectory gitlab_accounts_;
  doubles::FakeMailLog customers_mail_;
  doubles::FakeMailLog gitlab_mail_;
  doubles::FakeSuppressionLists customers_lists_;
  doubles::FakeSuppressionLists gitlab_lists_;
  std::vector<Progress> progress_;
  std::unique_ptr<Diagnosis> diagnosis_;
  int diagnoses_ = 0;
  // Goes first, and what still runs on it with it.
  boost::asio::io_context context_;
};

}  // namespace latchkey
