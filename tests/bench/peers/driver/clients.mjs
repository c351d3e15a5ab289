import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Database } from "./database.mjs";
import { latchkey_config } from "./latchkey_config.mjs";
import { bench_program, cpu_ms, exec_time, k_client_core, kill_hard, start_pinned } from "./processes.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const k_node = here("../../../node_modules/node/bin/node");

/** Latchkey beside others, in the order of the table's columns. */
export const peers = {
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

/** One Latchkey for itself, and one, two and three that share a database. */
export const replicas = {
  alone: { title: "SQLite", command: latchkey("sqlite") },
  one: { title: "PostgreSQL, one process", command: latchkey("postgres"), shares_database: true },
  two: { title: "two", command: latchkey("postgres"), shares_database: true, processes: 2 },
  three: { title: "three", command: latchkey("postgres"), shares_database: true, processes: 3 },
};

function latchkey(store) {
  return async ({ build, slack, folder, connections, database }) => {
    const config = join(folder, "latchkey.toml");
    const urls = { sqlite: `sqlite:${join(folder, "latchkey.db")}`, memory: "memory:", postgres: database?.url };
    const audit_key = database && join(folder, "audit-key");
    if (database) await writeFile(audit_key, "k".repeat(64), { mode: 0o600 });
    await writeFile(config, latchkey_config({ origin: slack.origin, store: urls[store], connections, audit_key }));
    return [join(build, "bot/latchkey"), "run", "--config", config];
  };
}

function script(file) {
  return async ({ slack }) => [k_node, here(`../clients/${file}`), `${slack.origin}/api/`];
}

/** One of them, running on its core or cores, with whatever it keeps in a folder that goes with it. */
export class Client {
  /** Resolves when Slack has said hello to it. `connections` is Latchkey's and Beast's choice only. */
  static async start(kind, { build, slack, connections = 1 }) {
    const folder = await mkdtemp(join(build, "bench-"));
    const client = new Client(build, slack, folder);
    try {
      if (kind.shares_database) client.database = await Database.start(build);
      client.command_ = await kind.command({ build, slack, folder, connections, database: client.database });
      for (let place = 0; place < (kind.processes ?? 1); ++place) await client.launch_(place);
    } catch (error) {
      await client.stop();
      throw error;
    }
    return client;
  }

  constructor(build, slack, folder) {
    this.build_ = build;
    this.slack_ = slack;
    this.folder_ = folder;
    this.programs_ = [];
    /** Of its newest process, from exec to Slack's hello. */
    this.start_ms = NaN;
  }

  /** Of its first process. */
  get pid() {
    return this.programs_[0].pid;
  }

  /** The last that it wrote, to tell why something went wrong. */
  get output_end() {
    return this.programs_.map((program) => program.output.slice(-300)).join("\n");
  }

  /** Processor time of all its processes so far, in milliseconds. */
  async cpu_ms() {
    const each = await Promise.all(this.programs_.map((program) => cpu_ms(program.pid)));
    return each.reduce((sum, time) => sum + time, 0);
  }

  async launch_(place) {
    const [path, ...args] = this.command_;
    const { hellos } = await this.slack_.order("hellos");
    const program = start_pinned(this.build_, k_client_core + 2 * place, path, args);
    this.programs_[place] = program;
    const began = await exec_time(program);
    const ended = program.ended.then(() => { throw new Error(`${path} ended:\n${program.output}`); });
    const hello = await Promise.race([this.slack_.order("next_hello", { more_than: hellos }), ended]);
    this.start_ms = Number(BigInt(hello.at_ns) - began) / 1e6;
  }

  /** kill -9 of any of its processes, which is started again at once with what it left behind. */
  async kill_and_restart() {
    const place = Math.floor(Math.random() * this.programs_.length);
    await kill_hard(this.programs_[place]);
    await this.launch_(place);
  }

  async stop() {
    await Promise.all(this.programs_.map((program) => program.stop()));
    await this.database?.stop();
    await rm(this.folder_, { recursive: true, force: true });
  }
}
