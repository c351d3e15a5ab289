#include "bot/sessions/audit_entry.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace latchkey {

AuditEntry entry_of(const Job& job, const chat::Request& request, const char* action,
                    std::string result) {
  const bool press = request.kind == chat::Request::Kind::action;
  AuditEntry entry{.action = action,
                   .by = request.user,
                   .channel = request.channel,
                   .diagnosis = press ? request.value : job.id,
                   .subject = press ? request.action : "diagnose",
                   .result = std::move(result)};
  entry.event = job.id + " " + entry.action + " " + entry.result;
  return entry;
}

boost::asio::awaitable<void> enter(AuditLog& log, AuditEntry entry) {
  const auto entered = co_await log.append(std::move(entry));
  if (!entered) spdlog::error("Something is missing in the record: {}", entered.error().what);
}

}  // namespace latchkey
