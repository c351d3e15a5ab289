#pragma once

#include "core/ports/mail_log.hpp"

#include <functional>
#include <utility>
#include <vector>

namespace latchkey::doubles {

/// A mail log that answers what it was told to, and keeps what it was asked.
class FakeMailLog final : public MailLog {
 public:
  struct Asked {
    EmailAddress recipient;
    Window window;
  };

  Expected<MailHistory> answer = MailHistory{};
  /// Awaited before the answer is given, where set: to hold it back or to break off.
  std::function<boost::asio::awaitable<void>()> before_answer;
  std::vector<Asked> asked;
  /// What it answers about several addresses at once, and which it was asked about.
  Expected<MailHistory> answer_for_several = MailHistory{};
  std::vector<std::vector<EmailAddress>> asked_for_several;
  std::function<boost::asio::awaitable<void>()> before_answer_about_several;

  boost::asio::awaitable<Expected<MailHistory>> events(EmailAddress recipient,
                                                       Window window) override {
    asked.push_back({std::move(recipient), window});
    if (before_answer) co_await before_answer();
    co_return answer;
  }

  boost::asio::awaitable<Expected<MailHistory>> accepted_for(std::vector<EmailAddress> recipients,
                                                             Window) override {
    asked_for_several.push_back(std::move(recipients));
    if (before_answer_about_several) co_await before_answer_about_several();
    co_return answer_for_several;
  }
};

}  // namespace latchkey::doubles
