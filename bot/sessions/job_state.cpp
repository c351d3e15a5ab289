#include "bot/sessions/job_state.hpp"

#include "adapters/chat/message_json.hpp"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace latchkey {
namespace {

using nlohmann::json;

const Error k_foreign{ErrorKind::misunderstood, "the journal holds a state that is none of ours"};

json kept_question(const OpenedQuestion& opened) {
  return {{"email", opened.question.email.full()},
          {"service", opened.question.service},
          {"since", opened.question.since.count()},
          {"channel", opened.root.channel},
          {"root", opened.root.id},
          {"thread", opened.thread}};
}

OpenedQuestion question_of(const json& kept) {
  const auto email = EmailAddress::parse(kept.at("email").get<std::string>());
  if (!email) throw std::invalid_argument{"no address"};
  return {.question = {*email, kept.at("service").get<std::string>(),
                       std::chrono::seconds{kept.at("since").get<long long>()}},
          .root = {kept.at("channel").get<std::string>(), kept.at("root").get<std::string>()},
          .thread = kept.at("thread").get<std::string>()};
}

/// Reads with a function that throws where something is missing or of another type.
template <class T, class Read>
Expected<T> read(const std::string& state, Read of) {
  try {
    return of(json::parse(state));
  } catch (const json::exception&) {
    return k_foreign;
  } catch (const std::invalid_argument&) {
    return k_foreign;
  }
}

}  // namespace

std::string to_state(const OpenedQuestion& opened) {
  return kept_question(opened).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string to_state(const KnownAnswer& answer) {
  json kept = kept_question(answer.opened);
  kept["conclusion"] = chat::to_json(answer.conclusion);
  kept["replies"] = json::array();
  for (const auto& reply : answer.replies) kept["replies"].push_back(chat::to_json(reply));
  return kept.dump(-1, ' ', false, json::error_handler_t::replace);
}

Expected<OpenedQuestion> read_opened(const std::string& state) {
  return read<OpenedQuestion>(state, question_of);
}

Expected<KnownAnswer> read_answer(const std::string& state) {
  return read<KnownAnswer>(state, [](const json& kept) {
    KnownAnswer answer{.opened = question_of(kept),
                       .conclusion = chat::read_message(kept.at("conclusion"))};
    for (const auto& reply : kept.at("replies")) {
      answer.replies.push_back(chat::read_message(reply));
    }
    return answer;
  });
}

}  // namespace latchkey
