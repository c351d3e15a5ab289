import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { required_env } from "../../harness/program.mjs";

const k_compare = fileURLToPath(new URL("driver/compare.mjs", import.meta.url));
const run = promisify(execFile);
let folder;

/** Before the first run, for what it measures. */
export async function make_folder() {
  folder = await mkdtemp(join(tmpdir(), "latchkey-compare-"));
}

export const remove_folder = () => rm(folder, { recursive: true, force: true });

/** Runs one figure for a second or two; resolves to what it measured. */
export async function measured(figure, ...more) {
  const json = join(folder, `${figure}.json`);
  await run(process.execPath, [k_compare, "--build", required_env("LATCHKEY_BUILD"), "--quick", "--only", figure, "--json", json, ...more]);
  const { measured: all, problems } = JSON.parse(await readFile(json, "utf8"));
  assert.deepEqual(problems, []);
  return all[figure];
}
