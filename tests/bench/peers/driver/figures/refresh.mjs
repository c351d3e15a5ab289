import { commands, counts, k_slow_upstreams_ms } from "./throughput.mjs";

const k_per_second = 200;
/** For the JavaScript clients it is longer than they stay away. */
const k_between_ms = { bolt: 7000, socket_mode: 7000 };
const k_between_ours_ms = 1000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Slack replaces its connections, again and again, while commands come in. */
export const refresh = {
  clients: commands.clients,
  connections: 2,
  upstreams_ms: k_slow_upstreams_ms,
  async measure({ slack, launch, name, rounds, sizes }) {
    await launch();
    const is_peer = name in k_between_ms;
    const refreshes = Math.ceil((is_peer ? sizes.peer_refreshes : sizes.refreshes) / rounds);
    let done = 0;
    const report = await slack.load_for(0, { per_second: k_per_second, settles: "message" }, async () => {
      while (done < refreshes) {
        await sleep(is_peer ? k_between_ms[name] : k_between_ours_ms);
        const { told } = await slack.order("refresh", { close_after_ms: sizes.close_after_ms });
        if (told) ++done;
      }
      // The last one's end is part of it.
      await sleep(sizes.close_after_ms + k_between_ours_ms);
    });
    return { refreshes: done, without_connection_ms: report.without_connection_ms, ...counts(report) };
  },
};
