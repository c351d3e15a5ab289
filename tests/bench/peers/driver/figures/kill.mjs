import { replicas } from "../clients.mjs";
import { counts } from "./throughput.mjs";

/** How long Slack goes on delivering to a process that is gone. */
const k_ghost_ms = 1000;
const k_shortest_life_ms = 50;
const k_longest_life_ms = 1000;
/** Time for a second answer to a command that has one. */
const k_linger_ms = 3000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * kill -9 of any of its processes at random moments under load, and a restart at once. What was
 * delivered and not acknowledged is delivered again, as users of Slack have seen it.
 */
const kill_at = (per_second, clients) => ({
  clients,
  connections: 2,
  upstreams_ms: 20,
  async measure({ slack, launch, rounds, sizes }) {
    const client = await launch();
    const kills = Math.ceil(sizes.kills / rounds);
    await slack.order("haunt", { lifetime_ms: k_ghost_ms });
    const order = { per_second, settles: "message", redeliver: true, linger_ms: k_linger_ms };
    const report = await slack.load_for(0, order, async () => {
      for (let done = 0; done < kills; ++done) {
        await sleep(k_shortest_life_ms + Math.random() * (k_longest_life_ms - k_shortest_life_ms));
        await client.kill_and_restart();
      }
      await sleep(k_longest_life_ms);
    });
    return {
      kills, sent: report.sent, redelivered: report.redelivered, into_ghosts: report.into_ghosts,
      longest_pause_ms: report.longest_pause_us / 1000, longest_wait_ms: report.longest_wait_us / 1000, ...counts(report),
    };
  },
});

export const kill = kill_at(100, ["latchkey"]);
/** Each command is a whole diagnosis: a database that is asked for every step takes no hundred. */
export const kill_any = kill_at(20, Object.keys(replicas));
