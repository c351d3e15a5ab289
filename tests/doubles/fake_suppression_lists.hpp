#pragma once

#include "core/ports/suppression_lists.hpp"

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
  std::vector<EmailAddress> asked;
  std::vector<Lifted> lifted;

  boost::asio::awaitable<Expected<SuppressionsFound>> find(EmailAddress address) override {
    asked.push_back(std::move(address));
    co_return answer;
  }

  boost::asio::awaitable<Expected<void>> lift(SuppressionList list, EmailAddress address) override {
    lifted.push_back({list, std::move(address)});
    co_return outcome;
  }
};

}  // namespace latchkey::doubles
