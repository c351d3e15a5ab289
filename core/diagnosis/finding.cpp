#include "core/diagnosis/finding.hpp"

#include <utility>

namespace latchkey {

std::string_view to_string(Status status) {
  switch (status) {
    case Status::problem: return "problem";
    case Status::ok: return "ok";
    case Status::info: return "info";
    case Status::unanswered: return "unanswered";
  }
  return "";
}

Finding could_not_ask(std::string check, const Error& error) {
  return Finding{.check = std::move(check), .status = Status::unanswered, .summary = error.what};
}

Finding could_not_read(std::string check, const std::string& service, const std::string& field) {
  return Finding{.check = std::move(check),
                 .status = Status::unanswered,
                 .summary = service + ": " + field + " could not be read"};
}

NotApplicable no_account_to_judge(std::string check, const std::string& service) {
  return {std::move(check), service + " has no account under this address"};
}

}  // namespace latchkey
