#pragma once
#include "deploy/sandbox/json.hpp"

namespace latchkey::sandbox {

/// `state.values` of a submission: for each input of the view what the person entered, in the shape
/// that Slack gives its kind. `entered` is {block: {action: {type, value}}}, as the page sends it.
Json submitted_values(const Json& view, const Json& entered);

/// {block_id: text} for inputs that must be filled in and are not, which Slack's own client
/// refuses.
Json unfilled_inputs(const Json& view, const Json& entered);

}  // namespace latchkey::sandbox
