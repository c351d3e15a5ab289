#include "bot/sessions/case_facts.hpp"

#include "bot/rendering/action_row.hpp"
#include "bot/sessions/answer_details.hpp"
#include "bot/sessions/button_row.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace latchkey {

boost::asio::awaitable<rendering::CaseFacts> case_facts(chat::ChatPlatform& platform, Store& store,
                                                        Escalation escalation) {
  rendering::CaseFacts facts;
  chat::MessageRef root{escalation.channel, escalation.thread};
  const auto link = co_await platform.link_to(std::move(root));
  if (link) facts.link = *link;
  if (escalation.diagnosis_id.empty()) co_return facts;
  const auto record = co_await store.find_diagnosis(escalation.diagnosis_id);
  const auto presses = co_await store.presses(escalation.diagnosis_id);
  if (!record || !presses) {
    spdlog::error("A call for help does not say all: {}",
                  (record ? presses.error() : record.error()).what);
    co_return facts;
  }
  if (!*record) co_return facts;  // forgotten
  auto details = read_details((*record)->details);
  facts.email = (*record)->email;
  facts.service = (*record)->service;
  facts.conclusion = std::move(details.conclusion);
  facts.unanswered = std::move(details.unanswered);
  facts.tried = rendering::what_came_of_presses(action_row(**record, *presses));
  co_return facts;
}

}  // namespace latchkey
