#pragma once

#include "core/diagnosis/diagnosis.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace latchkey::rendering {

/// The diagnosis in the contract's shape and order of keys. `escalate`: somebody can be called,
/// too.
nlohmann::ordered_json to_json(const Diagnosis& diagnosis, bool escalate = false);

/// The same as indented text, ending with a line end. Bytes of foreign text that are not UTF-8
/// become U+FFFD.
std::string to_json_text(const Diagnosis& diagnosis, bool escalate = false);

}  // namespace latchkey::rendering
