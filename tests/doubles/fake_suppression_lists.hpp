#pragma once

#include "core/ports/suppression_lists.hpp"

#include <functional>
#include <utility>
#include <vector>

namespace latchkey::doubles {

/// Suppression lists that answer what they were told to, and keep what they were asked.
class FakeSuppressionLists final : public SuppressionLists {
 public:
  struct Lifted {
    SuppressionList list;
    EmailAddress address;
  };

  struct Returned {
    Suppression row;
    EmailAddress address;
  };

  Expected<SuppressionsFound> answer = SuppressionsFound{};
  Expected<void> outcome = {};
  /// Awaited before what `find` gives, where set: to hold it back or to break off.
  std::function<boost::asio::awaitable<void>()> before_answer;
  /// Awaited before a row is taken off or put back, where set.
  std::function<boost::asio::awaitable<void>()> before_lift;
  std::vector<EmailAddress> asked;
  std::vector<Lifted> lifted;
  std::vector<Returned> returned;
  /// Whether `answer` changes with what is lifted and put back.
  bool takes_effect = false;

  boost::asio::awaitable<Expected<SuppressionsFound>> find(EmailAddress address) override {
    asked.push_back(std::move(address));
    if (before_answer) co_await before_answer();
    co_return answer;
  }

  boost::asio::awaitable<Expected<void>> lift(SuppressionList list, EmailAddress address) override {
    if (before_lift) co_await before_lift();
    if (takes_effect) {
      std::erase_if(answer->rows, [&](const Suppression& row) { return row.list == list; });
    }
    lifted.push_back({list, std::move(address)});
    co_return outcome;
  }

  boost::asio::awaitable<Expected<void>> put_back(Suppression row, EmailAddress address) override {
    if (before_lift) co_await before_lift();
    if (takes_effect) answer->rows.push_back(row);
    returned.push_back({std::move(row), std::move(address)});
    co_return outcome;
  }
};

}  // namespace latchkey::doubles
