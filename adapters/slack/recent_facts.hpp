#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/slack/shared_answer.hpp"
#include "core/base/clock.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace latchkey::slack {

/// Answers of one kind by id, kept for a minute from when they were asked for: every command asks
/// the same questions, and Slack counts them. Of identical questions at one time only one is asked.
/// Failures are told to whoever waits and not kept: permissions hang on these facts. `clock` and
/// what `ask` uses outlive it.
template <class Fact>
class RecentFacts {
 public:
  using Answer = boost::asio::awaitable<Expected<Fact>>;
  using Ask = std::function<Answer(std::string)>;

  RecentFacts(const Clock& clock, Ask ask) : clock_(clock), ask_(std::move(ask)) {}

  Answer get(std::string id, chat::Freshness freshness) {
    if (freshness == chat::Freshness::now) co_return co_await ask_and_keep(std::move(id));
    while (true) {
      if (const auto known = known_.find(id); known != known_.end() && recent(known->second)) {
        co_return known->second.fact;
      }
      const auto asking = asking_->find(id);
      if (asking == asking_->end()) break;
      const auto shared = asking->second;
      auto answer = co_await shared->wait();
      if (answer) co_return std::move(*answer);
    }
    auto mine = std::make_shared<SharedAnswer<Fact>>(co_await boost::asio::this_coro::executor);
    const Question question{asking_, id, mine};
    auto answer = co_await ask_and_keep(std::move(id));
    mine->give(answer);
    co_return answer;
  }

 private:
  struct Known {
    Fact fact;
    TimePoint asked_at;
  };
  using Asking = std::map<std::string, std::shared_ptr<SharedAnswer<Fact>>>;

  /// Stands in `asking_` while it lives, even where the coroutine that asks is cancelled.
  class Question {
   public:
    Question(std::shared_ptr<Asking> asking, std::string id,
             std::shared_ptr<SharedAnswer<Fact>> answer)
        : asking_(std::move(asking)), id_(std::move(id)), answer_(std::move(answer)) {
      asking_->emplace(id_, answer_);
    }
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;
    ~Question() {
      asking_->erase(id_);
      answer_->end();
    }

   private:
    std::shared_ptr<Asking> asking_;
    std::string id_;
    std::shared_ptr<SharedAnswer<Fact>> answer_;
  };

  [[nodiscard]] bool recent(const Known& known) const {
    const auto age = clock_.now() - known.asked_at;
    return age >= age.zero() && age < std::chrono::minutes{1};  // a clock may be set back
  }

  Answer ask_and_keep(std::string id) {
    const auto asked_at = clock_.now();
    auto answer = co_await ask_(id);
    if (answer) {
      keep(std::move(id), Known{*answer, asked_at});
    } else {
      known_.erase(id);
    }
    co_return answer;
  }

  void keep(std::string id, Known fact) {
    constexpr std::size_t k_most = 1'000;
    const auto before = known_.find(id);
    const bool overtaken =
        before != known_.end() && recent(before->second) && before->second.asked_at > fact.asked_at;
    if (overtaken) return;
    if (known_.size() >= k_most) {
      std::erase_if(known_, [this](const auto& entry) { return !recent(entry.second); });
    }
    if (known_.size() < k_most) known_.insert_or_assign(std::move(id), std::move(fact));
  }

  const Clock& clock_;
  Ask ask_;
  std::map<std::string, Known> known_;
  /// Shared with the questions: a coroutine that is destroyed at shutdown may outlive us.
  std::shared_ptr<Asking> asking_ = std::make_shared<Asking>();
};

}  // namespace latchkey::slack
