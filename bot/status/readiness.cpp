#include "bot/status/readiness.hpp"

#include "core/base/time.hpp"

#include <string_view>

namespace latchkey::status {
namespace {

/// "1 of 2 connections".
std::string counted(const slack::ConnectionState& slack) {
  return std::to_string(slack.connected) + " of " + std::to_string(slack.wanted) +
         (slack.wanted == 1 ? " connection" : " connections");
}

std::string line_of(const http::BreakerState& system) {
  if (!system.open) return system.system + ": ok";
  return system.system + ": not asked since " + format_rfc3339(system.since) + ", again from " +
         format_rfc3339(system.next_try) + " on: " + system.why;
}

std::string line_of(const UnguardedState& system) {
  if (!system.failing_since) return system.system + ": ok";
  return system.system + ": fails since " + format_rfc3339(*system.failing_since) + ": " +
         system.why;
}

/// Errors name their system first, and here it stands in front of the line already.
std::string_view without_name(std::string_view what) {
  for (const std::string_view name : {"store: ", "store "}) {
    if (what.starts_with(name)) return what.substr(name.size());
  }
  return what;
}

}  // namespace

bool is_ready(const Readiness& readiness) {
  return readiness.slack.connected > 0 && readiness.store.has_value();
}

std::string to_text(const Readiness& readiness) {
  std::string text = "slack: ";
  text += readiness.slack.connected > 0 ? "ok, " + counted(readiness.slack) : "not connected";
  text += "\nstore: ";
  text +=
      readiness.store ? "ok" : "fails, " + std::string{without_name(readiness.store.error().what)};
  text += "\n";
  for (const auto& system : readiness.systems) text += line_of(system) + "\n";
  for (const auto& system : readiness.unguarded) text += line_of(system) + "\n";
  return text;
}

std::string connected_sentence(const slack::ConnectionState& slack) {
  return slack.connected > 0 ? "Connected to Slack: " + counted(slack) : "Not connected to Slack";
}

}  // namespace latchkey::status
