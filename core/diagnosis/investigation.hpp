#pragma once

#include "core/base/clock.hpp"
#include "core/base/freshness.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/shared_source.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace latchkey {

/// What is asked.
struct Question {
  EmailAddress email;
  /// Name of the diagnosed service; must be one of the sources'.
  std::string service;
  /// How far back the mail log is read.
  std::chrono::seconds since;
  /// `now` asks every system again, whatever was answered lately.
  Freshness freshness = Freshness::recent;
};

/// How far the questions have come.
struct Progress {
  int answered = 0;
  int asked = 0;
  /// Systems that have not answered yet, in the words of the answer.
  std::vector<std::string> waiting_for;
};

/// Puts all questions to all systems at once, and concludes when each has answered or its deadline
/// has passed. It never fails: what could not be asked is part of the diagnosis. What another
/// question was answered some seconds ago may serve again; how old it is, the diagnosis says.
class Investigation {
 public:
  /// `question_deadline` bounds one question to one system, retries included; what is older than
  /// `mail_log_retention`, the mail logs have forgotten. Services without a directory, a mail log
  /// or suppression lists are not possible; `sources` is not empty.
  Investigation(std::vector<ServiceSources> sources, const Clock& clock,
                std::chrono::milliseconds question_deadline,
                std::chrono::seconds mail_log_retention);

  /// `on_progress` is called on the same executor, once at the start and after each answer.
  boost::asio::awaitable<Diagnosis> run(Question question,
                                        std::function<void(const Progress&)> on_progress);

 private:
  std::vector<std::shared_ptr<SharedSource>> sources_;
  const Clock& clock_;
  std::chrono::milliseconds question_deadline_;
  std::chrono::seconds mail_log_retention_;
};

}  // namespace latchkey
