#include "bot/doctor/wording.hpp"

namespace latchkey::doctor {

std::string detail_of(std::string_view system, const Error& error) {
  constexpr std::string_view k_promise = "; nothing was sent";
  std::string detail = error.what;
  if (detail.starts_with(system)) {
    detail.erase(0, system.size());
    const auto start = detail.find_first_not_of(": ");
    detail.erase(0, start);
  }
  if (detail.ends_with(k_promise)) detail.resize(detail.size() - k_promise.size());
  if (!error.vendor_text.empty()) detail += " (" + error.vendor_text + ")";
  return detail;
}

std::string usual_step(const Error& error, const std::string& address) {
  switch (error.kind) {
    case ErrorKind::unreachable:
      return "Check that this machine reaches " + address +
             ": the address, DNS, the firewall, HTTPS_PROXY, tls.ca_file.";
    case ErrorKind::timed_out:
      return "Check that this machine reaches " + address +
             " without delay; a firewall that drops packets looks like this. "
             "run.upstream_deadline is how long an answer is waited for.";
    case ErrorKind::rate_limited: return "Ask again in a few minutes.";
    case ErrorKind::unavailable:
      return "The other side is in trouble: ask again when it works there.";
    default: return "";
  }
}

std::string step_for(const Error& error, const std::string& address, const std::string& own_step) {
  std::string step = usual_step(error, address);
  return step.empty() ? own_step : step;
}

Check not_tried(const std::string& system, const std::string& name, const Error& missing) {
  return {system, name, Status::info, "not tried: " + missing.what};
}

}  // namespace latchkey::doctor
