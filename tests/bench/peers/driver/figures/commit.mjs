import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { bench_program, k_client_core, start_pinned } from "../processes.mjs";

/** What one commit of one row costs on this disk, in the same round as the rest. */
export async function commit({ build, sizes }) {
  const folder = await mkdtemp(join(build, "bench-"));
  try {
    const program = start_pinned(build, k_client_core, bench_program(build, "commit_time"), [join(folder, "commits.db"), String(sizes.commits)]);
    const [result] = await program.output_matches(/\{.*\}/);
    await program.ended;
    return JSON.parse(result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
