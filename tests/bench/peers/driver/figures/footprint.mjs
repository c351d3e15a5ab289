import { resident_mib } from "../processes.mjs";
import { median } from "../statistics.mjs";
import { commands, counts, k_slow_upstreams_ms } from "./throughput.mjs";

/** A collector's next run, and pages that are given back. */
const k_settle_ms = 1000;

const rest = () => new Promise((resolve) => setTimeout(resolve, k_settle_ms));

export const memory = {
  clients: commands.clients,
  upstreams_ms: k_slow_upstreams_ms,
  async measure({ slack, launch, sizes }) {
    const client = await launch();
    await rest();
    const idle_mib = await resident_mib(client.pid);
    const first = await slack.load({ count: sizes.memory_first, window: 50, settles: "message" });
    await rest();
    const first_mib = await resident_mib(client.pid);
    const last = await slack.load({ count: sizes.memory_last - sizes.memory_first, window: 50, settles: "message" });
    await rest();
    const last_mib = await resident_mib(client.pid);
    return { idle_mib, first_mib, last_mib, growth_mib: last_mib - first_mib, ...counts(first, last) };
  },
};

/** From exec to Slack's hello. */
export const start = {
  clients: commands.clients,
  async measure({ launch, sizes }) {
    const times = [];
    while (times.length < sizes.starts) {
      const client = await launch();
      times.push(client.start_ms);
      await client.stop();
    }
    return { hello_ms: median(times) };
  },
};
