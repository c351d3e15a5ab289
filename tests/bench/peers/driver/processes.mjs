import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Program } from "../../../harness/program.mjs";

/**
 * The endpoint has a core of its own, and the client that is measured another. Several processes of
 * a client have every second one, as far as there are so many, and their database one between
 * them: on two cores it shares the endpoint's, so that all processes have one together.
 */
export const k_endpoint_core = 0;
export const k_client_core = 1;
export const k_database_core = 2;

/** Clock ticks of /proc per second (sysconf(_SC_CLK_TCK) of every Linux that Node runs on). */
const k_ticks_per_second = 100;

/** Where the build put one of the bench's own programs. */
export const bench_program = (build, name) => join(build, "tests/bench/peers", `latchkey_bench_${name}`);

/** Starts a program on one core. */
export function start_pinned(build, core, path, args, env) {
  return new Program(bench_program(build, "pinned_start"), [String(core), path, ...args], env);
}

/** When its exec was, in nanoseconds of CLOCK_MONOTONIC. */
export async function exec_time(program) {
  const [, at] = await program.output_matches(/pinned_start: (\d+)/);
  return BigInt(at);
}

/** Ends it as no program can prevent. */
export async function kill_hard(program) {
  process.kill(program.pid, "SIGKILL");
  await program.ended;
}

/** Processor time of the process and all its children, in milliseconds. */
export async function cpu_ms(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name in parentheses may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const own = ((Number(fields[11]) + Number(fields[12])) * 1000) / k_ticks_per_second;
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ").filter(Boolean);
  const theirs = await Promise.all(children.map(cpu_ms));
  return theirs.reduce((sum, each) => sum + each, own);
}

/** Resident memory in MiB. */
export async function resident_mib(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]) / 1024;
}
