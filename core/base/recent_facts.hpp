#pragma once

#include "core/base/clock.hpp"
#include "core/base/expected.hpp"
#include "core/base/freshness.hpp"
#include "core/base/shared_answer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace latchkey {

/// Answers of one kind by their question, kept for a while from when it was asked: many commands
/// ask the same, and the other side counts them. Of identical questions at one time only one is
/// asked. Failures are told to whoever waits and not kept: permissions hang on these facts. A
/// question has an order. `clock` and what `ask` uses outlive it.
template <class Fact, class Question = std::string>
class RecentFacts {
 public:
  using Answer = boost::asio::awaitable<Expected<Fact>>;
  using Ask = std::function<Answer(Question)>;

  RecentFacts(const Clock& clock, std::chrono::seconds kept_for, Ask ask)
      : clock_(clock), kept_for_(kept_for), ask_(std::move(ask)) {}

  Answer get(Question question, Freshness freshness) {
    if (freshness == Freshness::now) co_return co_await ask_and_keep(std::move(question));
    while (true) {
      const auto known = known_.find(question);
      if (known != known_.end() && recent(known->second)) co_return known->second.fact;
      const auto asking = asking_->find(question);
      if (asking == asking_->end()) break;
      const auto shared = asking->second;
      auto answer = co_await shared->wait();
      if (answer) co_return std::move(*answer);
    }
    auto mine = std::make_shared<SharedAnswer<Fact>>(co_await boost::asio::this_coro::executor);
    const UnderWay under_way{asking_, question, mine};
    auto answer = co_await ask_and_keep(std::move(question));
    mine->give(answer);
    co_return answer;
  }

 private:
  struct Known {
    Fact fact;
    TimePoint asked_at;
  };
  using Asking = std::map<Question, std::shared_ptr<SharedAnswer<Fact>>>;

  /// Stands in `asking_` while it lives, even where the coroutine that asks is cancelled.
  class UnderWay {
   public:
    UnderWay(std::shared_ptr<Asking> asking, Question question,
             std::shared_ptr<SharedAnswer<Fact>> answer)
        : asking_(std::move(asking)), question_(std::move(question)), answer_(std::move(answer)) {
      asking_->emplace(question_, answer_);
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;
    ~UnderWay() {
      asking_->erase(question_);
      answer_->end();
    }

   private:
    std::shared_ptr<Asking> asking_;
    Question question_;
    std::shared_ptr<SharedAnswer<Fact>> answer_;
  };

  [[nodiscard]] bool recent(const Known& known) const {
    const auto age = clock_.now() - known.asked_at;
    return age >= age.zero() && age < kept_for_;  // a clock may be set back
  }

  Answer ask_and_keep(Question question) {
    const auto asked_at = clock_.now();
    auto answer = co_await ask_(question);
    if (answer) {
      keep(std::move(question), Known{*answer, asked_at});
    } else {
      known_.erase(question);
    }
    co_return answer;
  }

  void keep(Question question, Known fact) {
    constexpr std::size_t k_most = 1'000;
    const auto before = known_.find(question);
    const bool overtaken =
        before != known_.end() && recent(before->second) && before->second.asked_at > fact.asked_at;
    if (overtaken) return;
    if (known_.size() >= k_most) {
      std::erase_if(known_, [this](const auto& entry) { return !recent(entry.second); });
    }
    if (known_.size() < k_most) known_.insert_or_assign(std::move(question), std::move(fact));
  }

  const Clock& clock_;
  std::chrono::seconds kept_for_;
  Ask ask_;
  std::map<Question, Known> known_;
  /// Shared with the questions: a coroutine that is destroyed at shutdown may outlive us.
  std::shared_ptr<Asking> asking_ = std::make_shared<Asking>();
};

}  // namespace latchkey
