// The comparison runs, and nothing is lost or doubled in it. Its figures are for a quiet machine.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { make_folder, measured, remove_folder } from "./quick_run.mjs";

before(make_folder);
after(remove_folder);

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
