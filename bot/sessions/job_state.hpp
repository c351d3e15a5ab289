#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/investigation.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// What a question needs to go on from `JobStep::opened`.
struct OpenedQuestion {
  Question question;
  /// The root message. Without a channel: the asker alone is answered.
  chat::MessageRef root = {};
  /// Where the replies go.
  std::string thread = {};
};

/// What a question needs to go on from `JobStep::answered`.
struct KnownAnswer {
  OpenedQuestion opened;
  /// Takes the place of the root message.
  chat::Message conclusion;
  /// In this order.
  std::vector<chat::Message> replies = {};
};

std::string to_state(const OpenedQuestion& opened);
std::string to_state(const KnownAnswer& answer);

/// `misunderstood` where the text is none of ours.
Expected<OpenedQuestion> read_opened(const std::string& state);
Expected<KnownAnswer> read_answer(const std::string& state);

}  // namespace latchkey
