#include "deploy/sandbox/response_urls.hpp"

#include "deploy/sandbox/random_id.hpp"

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

// docs.slack.dev, "Handling user interaction": up to 5 times within 30 minutes.
constexpr auto k_url_life = 30min;
constexpr int k_uses = 5;

}  // namespace

std::string ResponseUrls::issue(ResponseTarget target, TimePoint now) {
  std::erase_if(entries_, [&](const auto& e) { return e.second.expires + k_url_life < now; });
  std::string id = random_id(24);
  entries_[id] = {std::move(target), now + k_url_life, k_uses};
  return id;
}

ResponseUrls::Use ResponseUrls::use(const std::string& id, TimePoint now) {
  const auto found = entries_.find(id);
  if (found == entries_.end()) return {Outcome::unknown, {}};
  Entry& entry = found->second;
  if (entry.expires < now) return {Outcome::expired, {}};
  if (entry.uses_left == 0) return {Outcome::used, {}};
  --entry.uses_left;
  return {Outcome::ok, entry.target};
}

}  // namespace latchkey::sandbox
