#pragma once

#include "core/ports/account_directory.hpp"

#include <functional>
#include <vector>

namespace latchkey::doubles {

/// A directory that answers what it was told to, and keeps what it was asked.
class FakeAccountDirectory final : public AccountDirectory {
 public:
  Expected<AccountsFound> answer = AccountsFound{};
  /// Awaited before the answer is given, where set: to hold it back or to break off.
  std::function<boost::asio::awaitable<void>()> before_answer;
  std::vector<std::vector<EmailAddress>> asked;
  /// How far it was to look, each time.
  std::vector<Reach> reaches;

  boost::asio::awaitable<Expected<AccountsFound>> find(Spellings spellings, Reach reach) override {
    asked.push_back(spellings.list());
    reaches.push_back(reach);
    if (before_answer) co_await before_answer();
    co_return answer;
  }
};

}  // namespace latchkey::doubles
