#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/timestamps.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// The list of texts under `key`; empty where there is none.
inline std::vector<std::string> texts_at(const Json& object, const char* key) {
  return object.contains(key) ? object.at(key).get<std::vector<std::string>>()
                              : std::vector<std::string>{};
}

/// Calls `read(item, path)` for each item of the list under `key`.
template <class Read>
void each(const Json& object, const std::string& parent, const char* key, Read read) {
  if (!object.contains(key)) return;
  const std::string path = parent.empty() ? key : parent + "." + key;
  std::size_t index = 0;
  for (const Json& item : object.at(key)) read(item, path + "[" + std::to_string(index++) + "]");
}

/// The relative time under `key`, which has the shape of one.
inline TimePoint time_at(const Json& object, const char* key, TimePoint now) {
  return parse_relative_time(object.at(key).get_ref<const std::string&>(), now).value_or(now);
}

/// Each reads one part of a scenario whose shape it checks.
void read_gitlab(const Json& json, Scenario& scenario, TimePoint now);
void read_portal(const Json& json, Scenario& scenario, TimePoint now);
void read_mail(const Json& json, Scenario& scenario, TimePoint now);
void read_failures(const Json& json, Scenario& scenario);

}  // namespace latchkey::sandbox
