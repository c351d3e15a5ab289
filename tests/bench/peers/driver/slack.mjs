import { request } from "node:http";
import { Program } from "../../../harness/program.mjs";
import { bench_program, k_endpoint_core } from "./processes.mjs";

/** More than any load needs; it is ended by the clock. */
const k_no_end = 1_000_000_000;
/** Where several share a store, what one took on that has ended waits for its lease, 30 s. */
const k_patience_ms = 60_000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The load-generating Slack, and what stands behind Latchkey (endpoint/control.hpp). */
export class Slack {
  static async start(build) {
    const program = await Program.start(bench_program(build, "pinned_start"), [String(k_endpoint_core), bench_program(build, "endpoint")], {
      ready: /listening on (http:\/\/127\.0\.0\.1:(\d+))\//,
    });
    return new Slack(program);
  }

  constructor(program) {
    this.program_ = program;
    this.origin = program.ready[1];
    this.port = program.ready[2];
  }

  stop() {
    return this.program_.stop();
  }

  /** Not by fetch, which gives up after five minutes without an answer. */
  order(what, body = {}) {
    return new Promise((resolve, reject) => {
      const sent = request(`${this.origin}/control/${what}`, { method: "POST" }, async (response) => {
        let text = "";
        for await (const part of response) text += part;
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${what}: ${text}`));
      });
      sent.on("error", reject);
      sent.end(JSON.stringify(body));
    });
  }

  /** Runs one load of `count` envelopes to its end and resolves to the report. */
  load(order) {
    return this.order("load", { patience_ms: k_patience_ms, ...order });
  }

  /** The same for a time instead of a count, while `meanwhile` runs if there is one. */
  async load_for(seconds, order, meanwhile = () => sleep(seconds * 1000)) {
    const report = this.load({ ...order, count: k_no_end });
    try {
      await meanwhile();
    } finally {
      await this.order("finish_load");
    }
    return report;
  }
}
