#include "deploy/sandbox/triggers.hpp"

#include "deploy/sandbox/random_id.hpp"

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

constexpr auto k_trigger_life = 3s;  // docs.slack.dev, "Handling user interaction"
// Remembered past its life, to tell "expired" from "never existed"; then forgotten.
constexpr auto k_triggers_remembered = 10min;

}  // namespace

std::string Triggers::issue(const std::string& user, TimePoint now) {
  std::erase_if(triggers_,
                [&](const auto& t) { return t.second.expires + k_triggers_remembered < now; });
  std::string id =
      std::to_string(now.time_since_epoch().count()) + "." + random_id(8) + "." + random_id(24);
  triggers_[id] = {user, now + k_trigger_life};
  return id;
}

Triggers::Exchange Triggers::exchange(const std::string& id, TimePoint now) {
  const auto found = triggers_.find(id);
  if (found == triggers_.end()) return {Outcome::invalid, {}};
  Trigger& trigger = found->second;
  if (trigger.used) return {Outcome::exchanged, {}};
  if (trigger.expires < now) return {Outcome::expired, {}};
  trigger.used = true;
  return {Outcome::ok, trigger.user};
}

}  // namespace latchkey::sandbox
