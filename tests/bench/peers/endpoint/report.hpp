#pragma once

#include "tests/bench/peers/endpoint/ledger.hpp"

#include <nlohmann/json_fwd.hpp>

namespace latchkey::bench {

/// The figures of one load that began at `began`. Lost: acknowledged and never answered. Doubled:
/// two first messages for one key. Unacknowledged: delivered to a living connection in vain.
/// Undeliverable: there was no connection when its time came. Latencies are in microseconds, from
/// when an envelope was due; what never comes counts with the three seconds that Slack waits.
/// "longest_pause_us" tells the longest time without any acknowledgement, "longest_wait_us" the
/// longest from one to its first message, and "late_p99_us" by how much the endpoint itself was
/// late.
nlohmann::json report(const Ledger& ledger, bool commands, Nanoseconds began);

}  // namespace latchkey::bench
