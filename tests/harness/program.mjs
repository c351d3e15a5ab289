import { spawn } from "node:child_process";

/** A program that did not get ready in this time will not: the slowest makes a database first. */
const k_ready_ms = 60_000;
/** Longer than shutdown_grace, which the bot may use up. */
const k_stop_ms = 25_000;
/** Enough to see why a program ended; a debug log of a whole test is longer. */
const k_remembered = 200_000;

/** A program of ours, started by a test and ended by its own process id. */
export class Program {
  /** Starts it and waits until its output matches `ready`; that match is `.ready`. */
  static async start(path, args, { ready, env = {} }) {
    const program = new Program(path, args, env);
    try {
      program.ready = await program.output_matches(ready);
    } catch (error) {
      await program.stop();
      throw error;
    }
    return program;
  }

  constructor(path, args, env = {}) {
    this.output = "";
    this.path_ = path;
    this.child_ = spawn(path, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    this.waiting_ = new Set();
    /** Resolves when it is gone. */
    this.ended = new Promise((resolve) => this.child_.once("close", resolve));
    this.ended.then(() => this.changed_());
    // A test that fails before it could stop what it started must not leave it running.
    const kill = () => this.child_.kill("SIGKILL");
    process.once("exit", kill);
    this.ended.then(() => process.off("exit", kill));
    this.child_.once("error", (error) => this.heard_(String(error)));
    for (const stream of [this.child_.stdout, this.child_.stderr]) stream.setEncoding("utf8").on("data", (text) => this.heard_(text));
  }

  get pid() {
    return this.child_.pid;
  }

  /** Resolves to the match; rejects with the output when the program ends or time is over. */
  output_matches(pattern) {
    return new Promise((resolve, reject) => {
      const fail = (why) => {
        finish();
        reject(new Error(`${this.path_} ${why} before its output matched ${pattern}:\n${this.output}`));
      };
      const timer = setTimeout(() => fail("was silent too long"), k_ready_ms);
      const finish = () => {
        clearTimeout(timer);
        this.waiting_.delete(look);
      };
      const look = () => {
        const match = pattern.exec(this.output);
        if (match) {
          finish();
          resolve(match);
        } else if (this.has_ended_()) {
          fail("ended");
        }
      };
      this.waiting_.add(look);
      look();
    });
  }

  /** Ends it as an operator would and resolves to its exit code; null where it had to be killed. */
  async stop() {
    if (!this.has_ended_() && this.pid) this.child_.kill("SIGTERM");
    const timer = setTimeout(() => this.child_.kill("SIGKILL"), k_stop_ms);
    await this.ended;
    clearTimeout(timer);
    return this.child_.exitCode;
  }

  has_ended_() {
    return this.child_.exitCode !== null || this.child_.signalCode !== null || this.pid === undefined;
  }

  heard_(text) {
    this.output = (this.output + text).slice(-k_remembered);
    this.changed_();
  }

  changed_() {
    for (const look of [...this.waiting_]) look();
  }
}

/** The value of a variable that CMake sets for each test. */
export function required_env(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run these tests through ctest`);
  return value;
}
