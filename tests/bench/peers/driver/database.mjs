import { fileURLToPath } from "node:url";
import { Program } from "../../../harness/program.mjs";
import { bench_program, k_database_core } from "./processes.mjs";

const k_start = fileURLToPath(new URL("../../../postgres/start", import.meta.url));

/** A PostgreSQL with nothing in it, whose commits are on disk: on that of $TMPDIR, or of /tmp. */
export class Database {
  static async start(build) {
    const program = await Program.start(bench_program(build, "pinned_start"), [String(k_database_core), k_start], {
      ready: /postgres listening on (127\.0\.0\.1:\d+)/,
      env: { DURABLE: "yes" },
    });
    return new Database(program);
  }

  constructor(program) {
    this.program_ = program;
    this.url = `postgresql://postgres@${program.ready[1]}/postgres`;
  }

  get pid() {
    return this.program_.pid;
  }

  stop() {
    return this.program_.stop();
  }
}
