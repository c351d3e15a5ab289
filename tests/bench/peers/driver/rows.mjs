/** A target is met where `ratio` (ours to theirs, of the medians) is on the right side of `limit`. */
const at_least = (limit, words, ratio) => ({ words, ratio, holds: (value) => value >= limit });
const at_most = (limit, words, ratio) => ({ words, ratio, holds: (value) => value <= limit });
const none = (words) => ({ words, ratio: (of) => of("latchkey"), holds: (value) => value === 0, plain: true });
const us_as_ms = { scale: 1 / 1000, unit: "ms" };

/**
 * The table's rows: `key` of `figure`, and what was to be reached. `of(client, key, figure)` is a
 * median, of this row's key and figure unless said otherwise.
 */
export const rows = [
  { title: "acks per second, envelopes that need nothing else", figure: "acks", key: "per_second",
    target: at_least(0.6, "`memory:` ≥ 0.6 × Beast echo", (of) => of("latchkey_memory") / of("beast")) },
  { title: "acks per second, commands", figure: "commands", key: "acks_per_second",
    target: at_least(10, "≥ 10 × bolt", (of) => of("latchkey") / of("bolt")) },
  { title: "commands per second to the first message", figure: "commands", key: "messages_per_second",
    target: at_least(5, "≥ 5 × bolt", (of) => of("latchkey") / of("bolt")) },
  { title: "… not taken on", figure: "commands", key: "refused", total: true },
  { title: "ack p50 at 200/s", figure: "rate200", key: "ack_p50_us", ...us_as_ms },
  { title: "ack p99 at 200/s", figure: "rate200", key: "ack_p99_us", ...us_as_ms,
    target: at_most(1, "≤ bolt", (of) => of("latchkey") / of("bolt")) },
  { title: "ack p99.9 at 200/s", figure: "rate200", key: "ack_p999_us", ...us_as_ms },
  { title: "ack p50 at 2,000/s", figure: "rate2000", key: "ack_p50_us", ...us_as_ms },
  { title: "ack p99 at 2,000/s", figure: "rate2000", key: "ack_p99_us", ...us_as_ms,
    target: at_most(3, "≤ 3 × p99 of a commit", (of) => of("latchkey") / of("latchkey", "p99_us", "commit")) },
  { title: "ack p99.9 at 2,000/s", figure: "rate2000", key: "ack_p999_us", ...us_as_ms },
  { title: "… not taken on at 2,000/s", figure: "rate2000", key: "refused", total: true },
  { title: "envelope to first message, p50 at 200/s", figure: "rate200", key: "message_p50_us", ...us_as_ms,
    target: at_most(1, "≤ bolt + median commit", (of) => of("latchkey") / (of("bolt") + of("latchkey", "p50_us", "commit"))) },
  { title: "burst: all acknowledged", figure: "burst", key: "acked_ms", unit: "ms" },
  { title: "burst: all answered", figure: "burst", key: "answered_ms", unit: "ms" },
  { title: "… not taken on", figure: "burst", key: "refused", total: true },
  { title: "CPU per command at 200/s", figure: "rate200", key: "cpu_us_per_command", ...us_as_ms,
    target: at_most(0.3, "≤ 0.3 × bolt", (of) => of("latchkey") / of("bolt")) },
  { title: "resident memory, idle", figure: "memory", key: "idle_mib", unit: "MiB" },
  { title: "resident memory, first load", figure: "memory", key: "first_mib", unit: "MiB" },
  { title: "resident memory, whole load", figure: "memory", key: "last_mib", unit: "MiB",
    target: { ...at_most(20, "≤ 20 MiB", (of) => of("latchkey")), plain: true } },
  { title: "… more than after the first", figure: "memory", key: "growth_mib", unit: "MiB",
    target: { words: "< 1 MiB", ratio: (of) => of("latchkey"), holds: (value) => value < 1, plain: true } },
  { title: "start to hello", figure: "start", key: "hello_ms", unit: "ms",
    target: { ...at_most(30, "≤ 30 ms", (of) => of("latchkey")), plain: true } },
  { title: "diagnoses per second", figure: "diagnoses", key: "per_second" },
  { title: "diagnosis p50, systems at 50 ms", figure: "diagnoses", key: "p50_ms", unit: "ms" },
  { title: "diagnosis p99, systems at 50 ms", figure: "diagnoses", key: "p99_ms", unit: "ms" },
  { title: "refreshes under load", figure: "refresh", key: "refreshes", total: true },
  { title: "… lost", figure: "refresh", key: "lost", total: true, target: none("0") },
  { title: "… doubled", figure: "refresh", key: "doubled", total: true, target: none("0") },
  { title: "… undeliverable", figure: "refresh", key: "undeliverable", total: true, target: none("0") },
  { title: "… not acknowledged", figure: "refresh", key: "unacknowledged", total: true },
  { title: "… without any connection", figure: "refresh", key: "without_connection_ms", unit: "ms", total: true },
  { title: "`kill -9` under load", figure: "kill", key: "kills", total: true },
  { title: "… lost", figure: "kill", key: "lost", total: true, target: none("0") },
  { title: "… doubled", figure: "kill", key: "doubled", total: true, target: none("0") },
  { title: "commit of one row, p50", figure: "commit", key: "p50_us", ...us_as_ms },
  { title: "commit of one row, p99", figure: "commit", key: "p99_us", ...us_as_ms },
];

/** The same, of those that share a store. */
export const shared_rows = [
  { title: "commands per second until acknowledged", figure: "commands", key: "acks_per_second" },
  { title: "commands per second to the first message", figure: "commands", key: "messages_per_second" },
  { title: "… not taken on", figure: "commands", key: "refused", total: true },
  { title: "ack p50 at 50/s", figure: "rate50", key: "ack_p50_us", ...us_as_ms },
  { title: "ack p99 at 50/s", figure: "rate50", key: "ack_p99_us", ...us_as_ms },
  { title: "command to first message, p50 at 50/s", figure: "rate50", key: "message_p50_us", ...us_as_ms },
  { title: "CPU per command at 50/s, all processes", figure: "rate50", key: "cpu_us_per_command", ...us_as_ms },
  { title: "… of the database", figure: "rate50", key: "database_cpu_us_per_command", ...us_as_ms },
  { title: "`kill -9` of any, at 20 commands a second", figure: "kill", key: "kills", total: true },
  { title: "… lost", figure: "kill", key: "lost", total: true },
  { title: "… doubled", figure: "kill", key: "doubled", total: true },
  { title: "… longest time without an acknowledgement", figure: "kill", key: "longest_pause_ms", unit: "ms" },
  { title: "… longest from acknowledgement to message", figure: "kill", key: "longest_wait_ms", unit: "ms" },
];
