#pragma once

#include "core/ports/mail_forms.hpp"

#include <functional>
#include <utility>
#include <vector>

namespace latchkey::doubles {

/// Forms that reply what they were told to, and keep what was submitted.
class FakeMailForms final : public MailForms {
 public:
  struct Submitted {
    RemedyId remedy;
    EmailAddress address;
  };

  Expected<FormReply> reply = FormReply{FormAnswer::accepted, ""};
  /// Awaited before the reply is given, where set: to hold it back or to break off.
  std::function<boost::asio::awaitable<void>()> before_reply;
  std::vector<Submitted> submitted;

  boost::asio::awaitable<Expected<FormReply>> request(RemedyId remedy,
                                                      EmailAddress address) override {
    submitted.push_back({remedy, std::move(address)});
    if (before_reply) co_await before_reply();
    co_return reply;
  }
};

}  // namespace latchkey::doubles
