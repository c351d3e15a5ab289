import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { latchkey_config } from "./latchkey_config.mjs";
import { bench_program, exec_time, k_client_core, kill_hard, start_pinned } from "./processes.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const k_node = here("../../../node_modules/node/bin/node");

/** Those that are compared, in the order of the table's columns. */
export const clients = {
  latchkey: { title: "Latchkey", command: latchkey("sqlite") },
  latchkey_memory: { title: "Latchkey, `memory:`", command: latchkey("memory") },
  bolt: { title: "@slack/bolt", command: script("bolt_app.mjs") },
  socket_mode: { title: "@slack/socket-mode", command: script("socket_mode_app.mjs") },
  beast: {
    title: "Beast echo",
    command: async ({ build, slack, connections }) => [
      bench_program(build, "beast_acker"), "127.0.0.1", slack.port, String(connections),
    ],
  },
};

function latchkey(store) {
  return async ({ build, slack, folder, connections }) => {
    const config = join(folder, "latchkey.toml");
    const url = store === "memory" ? "memory:" : `sqlite:${join(folder, "latchkey.db")}`;
    await writeFile(config, latchkey_config({ origin: slack.origin, store: url, connections }));
    return [join(build, "bot/latchkey"), "run", "--config", config];
  };
}

function script(file) {
  return async ({ slack }) => [k_node, here(`../clients/${file}`), `${slack.origin}/api/`];
}

/** One of them, running on its core, with whatever it keeps in a folder that goes with it. */
export class Client {
  /** Resolves when Slack has said hello to it. `connections` is Latchkey's and Beast's choice only. */
  static async start(name, { build, slack, connections = 1 }) {
    const folder = await mkdtemp(join(build, "bench-"));
    const command = await clients[name].command({ build, slack, folder, connections });
    const client = new Client(build, slack, folder, command);
    try {
      await client.launch_();
    } catch (error) {
      await client.stop();
      throw error;
    }
    return client;
  }

  constructor(build, slack, folder, command) {
    this.build_ = build;
    this.slack_ = slack;
    this.folder_ = folder;
    this.command_ = command;
    /** From exec to Slack's hello. */
    this.start_ms = NaN;
  }

  get pid() {
    return this.program_.pid;
  }

  /** The last that it wrote, to tell why something went wrong. */
  get output_end() {
    return this.program_.output.slice(-300);
  }

  async launch_() {
    const [path, ...args] = this.command_;
    const { hellos } = await this.slack_.order("hellos");
    this.program_ = start_pinned(this.build_, k_client_core, path, args);
    const began = await exec_time(this.program_);
    const ended = this.program_.ended.then(() => { throw new Error(`${path} ended:\n${this.program_.output}`); });
    const hello = await Promise.race([this.slack_.order("next_hello", { more_than: hellos }), ended]);
    this.start_ms = Number(BigInt(hello.at_ns) - began) / 1e6;
  }

  /** kill -9, and started again at once with what it left behind. */
  async kill_and_restart() {
    await kill_hard(this.program_);
    await this.launch_();
  }

  async stop() {
    await this.program_?.stop();
    await rm(this.folder_, { recursive: true, force: true });
  }
}
