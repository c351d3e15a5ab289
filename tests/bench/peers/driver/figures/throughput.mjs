/** Enough that neither side ever waits for the other's next turn. */
const k_window = 50;
/**
 * The diagnosis behind a command must not compete with what is measured here: sixteen run at once,
 * so this leaves two of them a second.
 */
export const k_slow_upstreams_ms = 8000;

/** Envelopes that need an acknowledgement and nothing else. */
export const acks = {
  clients: ["beast", "latchkey_memory", "latchkey", "socket_mode", "bolt"],
  async measure({ slack, launch, sizes }) {
    await launch();
    const talk = { kind: "talk", window: k_window };
    await slack.load_for(sizes.warm_up_s, talk);
    const report = await slack.load_for(sizes.throughput_s, talk);
    return { per_second: report.acks.per_second, ...counts(report) };
  },
};

/** Commands, each with one post: how many are acknowledged, and how many are answered. */
export const commands = {
  clients: ["latchkey", "latchkey_memory", "bolt", "socket_mode"],
  upstreams_ms: k_slow_upstreams_ms,
  async measure({ slack, launch, sizes }) {
    await launch();
    await slack.load_for(sizes.warm_up_s, { window: k_window, settles: "message" });
    const answered = await slack.load_for(sizes.throughput_s, { window: k_window, settles: "message" });
    const acked = await slack.load_for(sizes.throughput_s, { window: k_window, settles: "ack" });
    return {
      acks_per_second: acked.acks.per_second,
      messages_per_second: answered.messages.per_second,
      ...counts(answered, acked),
    };
  },
};

/** All at once: until the last of them has its first message. */
export const burst = {
  clients: commands.clients,
  upstreams_ms: k_slow_upstreams_ms,
  async measure({ slack, launch, sizes }) {
    await launch();
    await slack.load_for(sizes.warm_up_s, { window: k_window, settles: "message" });
    const report = await slack.load({ count: sizes.burst, window: sizes.burst, settles: "message" });
    return {
      acked_ms: report.acks.seconds * 1000,
      answered_ms: report.messages.seconds * 1000,
      ...counts(report),
    };
  },
};

/** What must not happen in any run, summed over its loads. */
export function counts(...reports) {
  const sum = (key) => reports.reduce((total, report) => total + (report[key] ?? 0), 0);
  return {
    lost: sum("lost"),
    doubled: sum("doubled") + sum("doubled_steps"),
    unacknowledged: sum("unacknowledged"),
    undeliverable: sum("undeliverable"),
    refused: sum("unacknowledged") + sum("private_answers"),
  };
}
