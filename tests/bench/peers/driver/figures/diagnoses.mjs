import { counts } from "./throughput.mjs";

/** Two seconds of a busy team; more would measure the queue. */
const k_diagnoses_per_second = 20;

/** What a command is for: all systems asked, judged, and the whole answer in the thread. */
export const diagnoses = {
  clients: ["latchkey", "latchkey_memory"],
  async measure({ slack, launch, sizes }) {
    await launch();
    const fast = await slack.load_for(sizes.throughput_s, { window: 50, settles: "diagnosis" });
    await slack.order("upstreams", { delay_ms: 50 });
    const steady = await slack.load({
      per_second: k_diagnoses_per_second, settles: "diagnosis", count: Math.ceil(k_diagnoses_per_second * sizes.rate_s),
    });
    return {
      per_second: fast.diagnoses.per_second,
      p50_ms: steady.diagnoses.p50_us / 1000,
      p99_ms: steady.diagnoses.p99_us / 1000,
      ...counts(fast, steady),
    };
  },
};
