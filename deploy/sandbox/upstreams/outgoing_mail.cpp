#include "deploy/sandbox/upstreams/outgoing_mail.hpp"

#include "deploy/sandbox/timestamps.hpp"

#include <algorithm>
#include <array>

namespace latchkey::sandbox {
namespace {

/// A list that holds mail back, and how Mailgun says so.
struct HoldingList {
  const char* list;
  const char* reason;
  int code;
  const char* description;
};
// Of the three texts only the first is documented.
constexpr std::array<HoldingList, 3> k_holding_lists{{
    {"bounces", "suppress-bounce", 605, "Not delivering to previously bounced address"},
    {"unsubscribes", "suppress-unsubscribe", 606, "Not delivering to unsubscribed address"},
    {"complaints", "suppress-complaint", 607,
     "Not delivering to a user who marked your messages as spam"},
}};

Json held_back(const HoldingList& by) {
  return {{"event", "failed"},
          {"severity", "permanent"},
          {"reason", by.reason},
          {"delivery-status",
           {{"attempt-no", 1},
            {"message", ""},
            {"code", by.code},
            {"description", by.description},
            {"session-seconds", 0}}}};
}

/// Invalid recipients only: a block list's answer, a full mailbox or a rejection fills no list.
bool is_bounce(const Json& event) {
  return text_at(event, "severity") == "permanent" && text_at(event, "reason") == "bounce";
}

Json bounce_row(const Json& event) {
  const Json status = event.value("delivery-status", Json::object());
  return {{"code", std::to_string(status.value("code", 550))},
          {"error", text_at(status, "message")}};
}

Json event_at(Json event, TimePoint at) {
  event["timestamp"] = epoch_seconds(at);
  return event;
}

}  // namespace

Json OutgoingMail::outcome(const std::string& domain, const std::string& recipient,
                           TimePoint at) const {
  for (const HoldingList& list : k_holding_lists) {
    const Json row = lists_.find(domain, list.list, recipient, at);
    if (row.is_null()) continue;
    // The portal's mails have no tags, so an unsubscribe from some does not touch them.
    const Json tags = row.value("tags", Json::array({"*"}));
    if (std::find(tags.begin(), tags.end(), "*") != tags.end()) return held_back(list);
  }
  const auto& mailboxes = scenario_.mailboxes;
  const auto found = std::find_if(mailboxes.begin(), mailboxes.end(),
                                  [&](const auto& box) { return box.address == recipient; });
  return found == mailboxes.end() ? Json{{"event", "delivered"}} : found->answer;
}

void OutgoingMail::send(const std::string& domain, const std::string& recipient,
                        const std::string& subject, TimePoint at) {
  const TimePoint later = at + std::chrono::seconds{1};
  const Json becomes = outcome(domain, recipient, at);
  Json events = Json::array();
  if (text_at(becomes, "event") != "rejected")
    events.push_back(event_at({{"event", "accepted"}}, at));
  events.push_back(event_at(becomes, later));
  log_.add({domain, recipient, subject, std::move(events)});
  const bool is_allowed = !lists_.find(domain, "whitelists", recipient, at).is_null();
  if (is_bounce(becomes) && !is_allowed)
    lists_.add(domain, "bounces", recipient, bounce_row(becomes), later);
}

}  // namespace latchkey::sandbox
