#pragma once

#include "bot/config/config.hpp"

#include <string>

namespace latchkey::rendering {

/// The manifest of the Slack app that this configuration needs, as YAML with a reason beside each
/// scope and event. The same configuration gives the same text.
/// https://docs.slack.dev/reference/app-manifest/
std::string to_manifest(const Config& config);

}  // namespace latchkey::rendering
