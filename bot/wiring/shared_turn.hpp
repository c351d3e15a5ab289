#pragma once

#include "adapters/slack/slack.hpp"
#include "core/ports/replicas.hpp"

namespace latchkey {

/// The same, and each post waits for the turn of all that share `store`, which outlives it. As they
/// are where nobody can share it.
slack::Options with_shared_turn(slack::Options options, Replicas& store);

}  // namespace latchkey
