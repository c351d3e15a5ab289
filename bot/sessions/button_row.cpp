#include "bot/sessions/button_row.hpp"

#include "bot/rendering/action_row.hpp"
#include "bot/sessions/answer_details.hpp"
#include "bot/sessions/kept_suppression.hpp"

#include <spdlog/spdlog.h>

#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

rendering::Press press_of(const RemedyPress& press) {
  rendering::Press shown{.remedy = press.remedy,
                         .by = press.by,
                         .at = press.at,
                         .outcome = press.outcome,
                         .note = press.note,
                         .followed = press.followed,
                         .ending = press.ending};
  if (const auto row = read_suppression(press.note)) {
    const std::string reason = row_reason(*row);
    shown.note = reason.empty() ? "no reason given" : reason;
    shown.listed_since = row->created_at;
    shown.can_be_put_back = true;
  }
  return shown;
}

/// Whose proposal the last of these presses took up; empty where there was none.
std::string proposer_of(const std::vector<RemedyPress>& presses, const RemedyPress& press) {
  std::string proposer;
  for (const auto& earlier : presses) {
    if (&earlier == &press) break;
    if (earlier.remedy != press.remedy) continue;
    proposer = earlier.outcome == RemedyOutcome::proposed ? earlier.by : "";
  }
  return proposer;
}

}  // namespace

rendering::ActionRow action_row(const DiagnosisRecord& record,
                                const std::vector<RemedyPress>& presses) {
  rendering::ActionRow row{record.id, record.email, record.service, record.offered};
  auto details = read_details(record.details);
  row.with_reply = !record.cause.empty();
  row.above = std::move(details.above);
  row.other_address = std::move(details.other_address);
  row.second_person = std::move(details.second_person);
  for (const auto& press : presses) {
    row.presses.push_back(press_of(press));
    row.presses.back().proposed_by = proposer_of(presses, press);
  }
  row.with_escalate = details.escalate;
  return row;
}

boost::asio::awaitable<void> show_button_row(chat::ChatPlatform& platform, Store& store,
                                             DiagnosisRecord record, chat::MessageRef message,
                                             std::string why, chat::Edit weight) {
  const auto presses = co_await store.presses(record.id);
  if (!presses) {
    spdlog::error("A row of buttons was not updated: {}", presses.error().what);
    co_return;
  }
  auto row = action_row(record, *presses);
  if (!row.presses.empty()) row.presses.back().why = std::move(why);
  const auto escalation = co_await store.newest_escalation(record.channel, record.thread);
  if (!escalation) {
    spdlog::error("A row of buttons was not updated: {}", escalation.error().what);
    co_return;
  }
  // An earlier one is over, and belongs to an earlier answer in this thread or to this one.
  const bool since_this = *escalation && (*escalation)->asked_at >= record.asked_at;
  if (since_this || (*escalation && (*escalation)->is_open())) {
    row.escalated = rendering::Escalated{(*escalation)->asked_by, (*escalation)->asked_at};
  }
  auto content = rendering::render(row);
  const auto updated = co_await platform.update(std::move(message), std::move(content), weight);
  if (!updated) spdlog::warn("What came of a press was not shown: {}", updated.error().what);
}

}  // namespace latchkey
