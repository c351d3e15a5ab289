// The comparison runs, and nothing is lost or doubled in it. Its figures are for a quiet machine.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { required_env } from "../../harness/program.mjs";

const k_compare = fileURLToPath(new URL("driver/compare.mjs", import.meta.url));
const run = promisify(execFile);
let folder;

before(async () => { folder = await mkdtemp(join(tmpdir(), "latchkey-compare-")); });
after(() => rm(folder, { recursive: true, force: true }));

/** Runs one figure for a second or two; resolves to what it measured. */
async function measured(figure, ...more) {
  const json = join(folder, `${figure}.json`);
  await run(process.execPath, [k_compare, "--build", required_env("LATCHKEY_BUILD"), "--quick", "--only", figure, "--json", json, ...more]);
  const { measured: all, problems } = JSON.parse(await readFile(json, "utf8"));
  assert.deepEqual(problems, []);
  return all[figure];
}

test("every client acknowledges", async () => {
  const acks = await measured("acks");
  for (const name of ["beast", "latchkey_memory", "latchkey", "socket_mode", "bolt"]) assert.ok(acks[name][0].per_second > 0, name);
});

test("every client answers at a fixed rate", async () => {
  const rates = await measured("rate200");
  for (const name of ["latchkey", "latchkey_memory", "socket_mode", "bolt"]) assert.ok(rates[name][0].message_p50_us > 0, name);
});

test("a diagnosis is finished", async () => {
  const diagnoses = await measured("diagnoses");
  assert.ok(diagnoses.latchkey[0].per_second > 0);
});

test("refreshes leave no moment without a connection", async () => {
  const { latchkey: [values] } = await measured("refresh", "--clients", "latchkey");
  assert.ok(values.refreshes > 0);
  assert.equal(values.undeliverable, 0);
});

test("kill -9 under load loses nothing and doubles nothing", async () => {
  const { latchkey: [values] } = await measured("kill");
  assert.ok(values.kills > 0);
  assert.ok(values.sent > 0);
});
