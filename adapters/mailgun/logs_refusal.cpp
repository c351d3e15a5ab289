#include "adapters/mailgun/logs_refusal.hpp"

namespace latchkey::mailgun {

bool events_may_know(const Error& logs) {
  switch (logs.kind) {
    case ErrorKind::invalid:
    case ErrorKind::refused:
    case ErrorKind::not_found:
    case ErrorKind::misunderstood: return true;
    case ErrorKind::rate_limited:
    case ErrorKind::timed_out:
    case ErrorKind::unreachable:
    case ErrorKind::unavailable:
    case ErrorKind::uncertain:
    case ErrorKind::not_configured: return false;
  }
  return false;
}

}  // namespace latchkey::mailgun
