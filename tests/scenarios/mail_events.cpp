#include "tests/scenarios/mail_events.hpp"

namespace latchkey::scenarios {
namespace {

using nlohmann::json;

json failed(const std::string& at, const char* severity, const char* reason, json status) {
  return {{"event", "failed"},
          {"at", at},
          {"severity", severity},
          {"reason", reason},
          {"delivery-status", std::move(status)}};
}

json accepted_then(const std::string& at, json next) {
  return json::array({{{"event", "accepted"}, {"at", at}}, std::move(next)});
}

}  // namespace

json delivered(const std::string& at) {
  return accepted_then(at, {{"event", "delivered"}, {"at", at}});
}

json bounced(const std::string& at) {
  return accepted_then(at, failed(at, "permanent", "bounce",
                                  {{"code", 550},
                                   {"enhanced-code", "5.1.1"},
                                   {"message", "5.1.1 Recipient address rejected: User unknown"},
                                   {"description", ""},
                                   {"attempt-no", 1}}));
}

json blocked(const std::string& at) {
  return accepted_then(
      at, failed(at, "permanent", "bounce",
                 {{"code", 554},
                  {"enhanced-code", "5.7.1"},
                  {"message", "5.7.1 Client host [203.0.113.7] blocked using zen.spamhaus.org"},
                  {"description", ""},
                  {"attempt-no", 1}}));
}

json held_back(const std::string& at) {
  return accepted_then(at, failed(at, "permanent", "suppress-bounce",
                                  {{"code", 605},
                                   {"message", ""},
                                   {"description", "Not delivering to previously bounced address"},
                                   {"attempt-no", 1},
                                   {"session-seconds", 0}}));
}

json delayed(const std::string& at) {
  return accepted_then(at, failed(at, "temporary", "generic",
                                  {{"code", 451},
                                   {"enhanced-code", "4.3.2"},
                                   {"message", "4.3.2 Please try again later"},
                                   {"description", ""},
                                   {"attempt-no", 1},
                                   {"retry-seconds", 3600}}));
}

json rejected(const std::string& at) {
  return json::array(
      {{{"event", "rejected"},
        {"at", at},
        {"reject", {{"reason", "Policy"}, {"description", "May not send to this domain"}}}}});
}

json pending(const std::string& at) {
  return json::array({{{"event", "accepted"}, {"at", at}}});
}

}  // namespace latchkey::scenarios
