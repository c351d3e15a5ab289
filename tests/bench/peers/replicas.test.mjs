// The comparison of several that share a database runs, and nothing is lost or doubled in it. Its
// figures are for a quiet machine.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { make_folder, measured, remove_folder } from "./quick_run.mjs";

before(make_folder);
after(remove_folder);

test("one, two and three that share a database acknowledge and answer", async () => {
  const commands = await measured("commands", "--replicas", "--clients", "one,two,three");
  for (const name of ["one", "two", "three"]) assert.ok(commands[name][0].messages_per_second > 0, name);
});

test("the processor time of the database is told", async () => {
  const { one: [values] } = await measured("rate50", "--replicas", "--clients", "one");
  assert.ok(values.database_cpu_us_per_command > 0);
});

test("kill -9 of one of three loses nothing and doubles nothing", async () => {
  const { three: [values] } = await measured("kill", "--replicas", "--clients", "three");
  assert.ok(values.kills > 0);
  assert.ok(values.longest_pause_ms > 0);
});
