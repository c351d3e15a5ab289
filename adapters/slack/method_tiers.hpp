#pragma once

#include "adapters/slack/call_queue.hpp"

#include <string_view>

namespace latchkey::slack {

/// How many calls of a method Slack allows one workspace in a minute, by the tiers of its method
/// catalogue: tier 2 is 20, tier 3 is 50, tier 4 is 100. A method that is not in the table gets the
/// 20 that only Slack's rarest methods go below.
int calls_a_minute(std::string_view method);

/// The rate that a method's calls begin at. Posts: `posts_per_second` in each channel, after a
/// quiet time as many at once as a second allows, and four at least, a root message and its thread:
/// Slack allows short bursts. Everything else: half of the method's minute at once, the other half
/// spread over the minute, so that no minute holds more than the tier. Where Slack granted more
/// than its one post a second, it is taken to have granted as much more of everything.
Rate rate_of(std::string_view method, int posts_per_second);

}  // namespace latchkey::slack
