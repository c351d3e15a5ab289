#include "bot/config/read_unused.hpp"

#include "bot/config/read_secret.hpp"

#include <utility>
#include <vector>

namespace latchkey {
namespace {

constexpr const char* k_unused = "accepted, but this version does not use it yet";

using Keys = std::vector<std::pair<std::string, ValueShape>>;

const Keys k_oncall = {{"kind", ValueShape::text},
                       {"group", ValueShape::text},
                       {"people", ValueShape::texts},
                       {"levels", ValueShape::texts},
                       {"fallback", ValueShape::texts},
                       {"acknowledge_within", ValueShape::duration},
                       {"escalate_at_most", ValueShape::whole_number},
                       {"users", ValueShape::text_map}};

const Keys k_pagerduty = {{"api_url", ValueShape::url},   {"token", ValueShape::secret},
                          {"service", ValueShape::text},  {"escalation_policy", ValueShape::text},
                          {"schedule", ValueShape::text}, {"from", ValueShape::text}};

const Keys k_templates = {{"dir", ValueShape::text}};

void check_shape(TableReader& in, const std::string& key, ValueShape shape) {
  // Only counts are among these keys (how often to escalate).
  constexpr int k_most = 1000;
  switch (shape) {
    case ValueShape::text: in.text(key); break;
    case ValueShape::texts: in.texts(key); break;
    case ValueShape::text_map: in.text_map(key); break;
    case ValueShape::whole_number: in.whole_number(key, 0, k_most); break;
    case ValueShape::duration: in.duration(key); break;
    case ValueShape::duration_or_never: in.duration_or_never(key); break;
    case ValueShape::url: in.url(key); break;
    case ValueShape::secret: read_secret(in, key, false); break;
  }
}

void check_section(TableReader& file, const std::string& section, const Keys& keys) {
  const toml::table* table = file.table(section);
  if (!table) return;
  file.warning(section, k_unused);
  TableReader in{*table, file.name_of(section), file.problems()};
  for (const auto& [key, shape] : keys) check_shape(in, key, shape);
  if (section == "oncall") check_section(in, "pagerduty", k_pagerduty);
  in.finish();
}

}  // namespace

void accept_unused_key(TableReader& in, const std::string& key, ValueShape shape) {
  check_shape(in, key, shape);
  if (in.has(key)) in.warning(key, k_unused);
}

void accept_unused_sections(TableReader& file) {
  check_section(file, "oncall", k_oncall);
  check_section(file, "templates", k_templates);
}

}  // namespace latchkey
