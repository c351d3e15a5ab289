#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/base/clock.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey {

/// One question from the chat, allowed and understood.
struct DiagnoseOrder {
  /// Who asked, and where.
  chat::Request request;
  Question question;
  /// False where we are not in the channel: then the answer goes to the asker alone.
  bool post = true;
};

/// Answers one question: a root message with live progress that turns into the conclusion, the
/// evidence and the buttons in its thread. All references outlive it.
class DiagnoseSession {
 public:
  struct Options {
    bool mask_root_messages = false;
    MailLimits limits;
  };

  DiagnoseSession(chat::ChatPlatform& platform, Investigation& investigation, Store& store,
                  const Clock& clock, Options options);

  boost::asio::awaitable<void> run(DiagnoseOrder order);

 private:
  boost::asio::awaitable<void> answer_in_channel(DiagnoseOrder order, DiagnosisRecord record);
  boost::asio::awaitable<void> answer_asker_alone(DiagnoseOrder order, DiagnosisRecord record);
  boost::asio::awaitable<void> post_thread(DiagnoseOrder order, std::string thread,
                                           Diagnosis diagnosis, DiagnosisRecord record);

  chat::ChatPlatform& platform_;
  Investigation& investigation_;
  Store& store_;
  const Clock& clock_;
  Options options_;
};

}  // namespace latchkey
