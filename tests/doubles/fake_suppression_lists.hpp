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

  Expected<SuppressionsFound> answer = SuppressionsFound{};
  Expected<void> outcome = {};
  /// Awaited before what `find` gives, where set: to hold it back or to break off.
  std::function<boost::asio::awaitable<void>()> before_answer;
  std::vector<EmailAddress> asked;
  std::vector<Lifted> lifted;

  boost::asio::awaitable<Expected<SuppressionsFound>> find(EmailAddress address) override {
    asked.push_back(std::move(address));
    if (before_answer) co_await before_answer();
    co_return answer;
  }

  boost::asio::awaitable<Expected<void>> lift(SuppressionList list, EmailAddress address) override {
    lifted.push_back({list, std::move(address)});
    co_return outcome;
  }
};

}  // namespace latchkey::doubles
