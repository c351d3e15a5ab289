import { replicas } from "../clients.mjs";
import { cpu_ms } from "../processes.mjs";
import { commands, counts, k_slow_upstreams_ms } from "./throughput.mjs";

const database_cpu_ms = ({ database }) => (database ? cpu_ms(database.pid) : NaN);

/** Sent by the clock: what a client is late with counts, also for those that wait behind. */
function at_rate(per_second, clients = commands.clients) {
  return {
    clients,
    upstreams_ms: k_slow_upstreams_ms,
    async measure({ slack, launch, sizes }) {
      const client = await launch();
      const order = { per_second, settles: "message" };
      await slack.load({ ...order, count: Math.ceil(per_second * sizes.warm_up_s) });
      const cpu_before = await client.cpu_ms();
      const database_before = await database_cpu_ms(client);
      const report = await slack.load({ ...order, count: Math.ceil(per_second * sizes.rate_s) });
      const cpu = (await client.cpu_ms()) - cpu_before;
      const database = (await database_cpu_ms(client)) - database_before;
      return {
        ack_p50_us: report.acks.p50_us,
        ack_p99_us: report.acks.p99_us,
        ack_p999_us: report.acks.p999_us,
        message_p50_us: report.messages.p50_us,
        message_p99_us: report.messages.p99_us,
        endpoint_late_p99_us: report.late_p99_us,
        cpu_us_per_command: (cpu * 1000) / report.sent,
        database_cpu_us_per_command: (database * 1000) / report.sent,
        ...counts(report),
      };
    },
  };
}

export const rate200 = at_rate(200);
export const rate2000 = at_rate(2000);
/** Not more than a database on the same two cores keeps up with. */
export const rate50 = at_rate(50, Object.keys(replicas));
