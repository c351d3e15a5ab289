#include "deploy/sandbox/upstreams/mail_log.hpp"

#include "deploy/sandbox/random_id.hpp"
#include "deploy/sandbox/timestamps.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

constexpr std::size_t k_events = 20000;  // a day of load tests; the oldest fall off

Json delivered_status() {
  return {{"tls", true},
          {"mx-host", "mx1.mail.example"},
          {"code", 250},
          {"description", ""},
          {"session-seconds", 0.436},
          {"utf8", true},
          {"attempt-no", 1},
          {"message", "OK"},
          {"certificate-verified", true}};
}

const char* log_level(const Json& event) {
  const std::string name = text_at(event, "event");
  if (name == "rejected") return "error";
  if (name != "failed") return "info";
  return text_at(event, "severity") == "temporary" ? "warn" : "error";
}

/// The fields that Mailgun's items of this event have, without those that tell the mail.
Json skeleton(const Json& event) {
  const std::string name = text_at(event, "event");
  Json item{{"log-level", log_level(event)},
            {"tags", Json::array()},
            {"campaigns", Json::array()},
            {"user-variables", Json::object()},
            {"flags",
             {{"is-routed", false},
              {"is-authenticated", true},
              {"is-system-test", false},
              {"is-test-mode", false}}}};
  if (name == "accepted") item["method"] = "smtp";
  if (name == "delivered") item["delivery-status"] = delivered_status();
  return item;
}

Json make_item(const Scenario::Mail& mail, const std::string& message_id, const Json& event) {
  const std::string name = text_at(event, "event");
  Json item = skeleton(event);
  item["id"] = random_id(22);
  item["recipient"] = mail.recipient;
  item["recipient-domain"] =
      mail.recipient.substr(std::min(mail.recipient.find('@'), mail.recipient.size() - 1) + 1);
  item["envelope"] = {
      {"sender", "no-reply@" + mail.domain}, {"transport", "smtp"}, {"targets", mail.recipient}};
  item["message"] = {{"headers",
                      {{"to", mail.recipient},
                       {"message-id", message_id},
                       {"from", "GitLab <no-reply@" + mail.domain + ">"},
                       {"subject", mail.subject}}},
                     {"attachments", Json::array()},
                     {"size", 4321}};
  if (name == "accepted") item["message"]["recipients"] = {mail.recipient};
  if (name == "opened" || name == "clicked") {
    item["message"] = {{"headers", {{"message-id", message_id}}}};
  }
  item.update(event);
  if (name == "rejected") item.erase("recipient");
  return item;
}

}  // namespace

MailLog::MailLog(const Scenario& scenario) : domains_(scenario.mail_domains) {
  for (const auto& mail : scenario.mails) add(mail);
}

bool MailLog::has_domain(const std::string& domain) const {
  return std::find(domains_.begin(), domains_.end(), domain) != domains_.end();
}

void MailLog::add(const Scenario::Mail& mail) {
  if (mail.recipient.empty()) return;
  const std::string message_id = "20260101000000." + random_id(16) + "@" + mail.domain;
  double previous = 0;
  for (const Json& event : mail.events) {
    Json item = make_item(mail, message_id, event);
    // Events of one mail keep their order even where the scenario gives them the same time.
    const double timestamp = std::max(item.at("timestamp").get<double>(), previous + 0.5);
    previous = timestamp;
    item["timestamp"] = timestamp;
    const auto place =
        std::upper_bound(entries_.begin(), entries_.end(), timestamp,
                         [](double time, const Entry& entry) { return time < entry.timestamp; });
    entries_.insert(place, {mail.domain, timestamp, std::move(item)});
  }
  while (entries_.size() > k_events) entries_.pop_front();
}

std::vector<Json> MailLog::items(const std::string& domain, TimePoint now) const {
  std::vector<Json> items;
  for (const Entry& entry : entries_) {
    if (entry.domain == domain && entry.timestamp <= epoch_seconds(now))
      items.push_back(entry.item);
  }
  return items;
}

Json MailLog::summary(const std::string& domain, TimePoint now) const {
  Json mails = Json::array();
  for (const Entry& entry : entries_) {
    if (!domain.empty() && entry.domain != domain) continue;
    if (entry.timestamp > epoch_seconds(now)) continue;
    const Json headers = entry.item.at("message").value("headers", Json::object());
    // A rejected mail's item names its recipient in the headers only.
    const bool is_named = entry.item.contains("recipient");
    mails.push_back(
        {{"domain", entry.domain},
         {"recipient", is_named ? text_at(entry.item, "recipient") : text_at(headers, "to")},
         {"subject", text_at(headers, "subject")},
         {"event", text_at(entry.item, "event")},
         {"timestamp", entry.timestamp}});
  }
  return {{"mails", std::move(mails)}};
}

}  // namespace latchkey::sandbox
