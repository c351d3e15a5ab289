#include "tests/bench/diagnosis/measured_run.hpp"

#include <unistd.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace latchkey::bench {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::days k_window{14};
/// What the systems know of each customer: an account on each site, and a mail on each domain that
/// was accepted and delivered.
constexpr std::size_t k_accounts = 2;
constexpr std::ptrdiff_t k_mail_events = 4;

void require_whole(const Diagnosis& diagnosis) {
  const auto fail = [&](const std::string& why) {
    throw std::runtime_error(diagnosis.email.full() + ": " + why);
  };
  if (!diagnosis.unanswered.empty()) fail(diagnosis.unanswered.front().why);
  if (diagnosis.accounts.size() != k_accounts) fail("an account is missing");
  const auto is_of_mail = [](const TimelineEntry& entry) {
    return entry.source.starts_with("mailgun:");
  };
  const auto& timeline = diagnosis.timeline;
  if (std::count_if(timeline.begin(), timeline.end(), is_of_mail) != k_mail_events) {
    fail("a mail is missing");
  }
}

std::size_t resident_memory() {
  std::ifstream pages{"/proc/self/statm"};
  std::size_t mapped = 0;
  std::size_t resident = 0;
  pages >> mapped >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

Duration Figures::percentile(double share) const {
  const auto rank = std::ceil(share * static_cast<double>(durations.size()));
  return durations.at(static_cast<std::size_t>(std::max(rank, 1.0)) - 1);
}

MeasuredRun::MeasuredRun(Investigation& investigation, std::string service, Customer customer)
    : investigation_(investigation), service_(std::move(service)), customer_(std::move(customer)) {}

Figures MeasuredRun::diagnose(asio::io_context& context, int warm_up, int count, Pace pace) {
  Figures figures;
  figures.durations.reserve(static_cast<std::size_t>(count));
  first_counted_ = next_ + warm_up;
  end_ = first_counted_ + count;
  asio::co_spawn(context, begin_each(figures, pace),
                 [this](const std::exception_ptr& error) { keep(error); });
  context.restart();
  context.run();
  if (failure_) std::rethrow_exception(failure_);
  figures.resident_late = resident_memory();
  std::sort(figures.durations.begin(), figures.durations.end());
  return figures;
}

asio::awaitable<void> MeasuredRun::begin_each(Figures& figures, Pace pace) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer{executor};
  for (auto due = std::chrono::steady_clock::now(); next_ < end_ && !failure_; due += pace.pause) {
    timer.expires_at(due);
    co_await timer.async_wait(asio::use_awaitable);
    while (under_way_ >= pace.at_most) {
      timer.expires_after(std::chrono::milliseconds{1});
      co_await timer.async_wait(asio::use_awaitable);
      due = std::chrono::steady_clock::now();
    }
    asio::co_spawn(executor, diagnose_one(figures, due),
                   [this](const std::exception_ptr& error) { keep(error); });
  }
}

asio::awaitable<void> MeasuredRun::diagnose_one(Figures& figures, Moment due) {
  const int number = next_++;
  const bool counted = number >= first_counted_;
  ++under_way_;
  if (counted) {
    const bool first = number == first_counted_;
    figures.fewest_under_way = first ? under_way_ : std::min(figures.fewest_under_way, under_way_);
    figures.most_under_way = std::max(figures.most_under_way, under_way_);
  }
  Question question{EmailAddress::parse(customer_(number)).value(), service_, k_window};
  const auto diagnosis = co_await investigation_.run(std::move(question), {});
  const auto took = std::chrono::steady_clock::now() - due;
  --under_way_;
  require_whole(diagnosis);
  if (!counted) co_return;
  auto& done = figures.durations;
  done.push_back(took);
  if (done.size() == done.capacity() / 10) figures.resident_early = resident_memory();
}

void MeasuredRun::keep(const std::exception_ptr& failure) {
  if (failure && !failure_) failure_ = failure;
}

}  // namespace latchkey::bench
