// deploy/demo, on what this build has made: its last lines are true, and Ctrl-C leaves nothing.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Program, required_env } from "../harness/program.mjs";

const demo = fileURLToPath(new URL("../../deploy/demo", import.meta.url));

/** A folder of commands that stand before the machine's own: nothing is configured or built. */
function without_a_build() {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-demo-"));
  const cmake = join(folder, "cmake");
  writeFileSync(cmake, "#!/bin/sh\n");
  chmodSync(cmake, 0o755);
  return folder;
}

async function free_port() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("it shows where the chat is, what to type in the terminal, and ends with all that it started", async (t) => {
  const commands = without_a_build();
  t.after(() => rmSync(commands, { recursive: true }));
  const env = { PATH: `${commands}:${process.env.PATH}`, BUILD_DIR: required_env("LATCHKEY_BUILD_DIR") };
  const program = await Program.start(demo, [await free_port()], { ready: /in the chat at {2}(\S+)[^]*In the terminal: {2}(.+)\n[^]*Ctrl-C/, env });
  t.after(() => program.stop());
  const [, page, in_the_terminal] = program.ready;
  assert.equal((await fetch(page)).status, 200);
  const answer = execFileSync("sh", ["-c", in_the_terminal], { encoding: "utf8" });
  assert.match(answer, /never confirmed/);

  process.kill(program.pid, "SIGINT");
  await program.ended;
  assert.equal(await program.stop(), 0);
  await assert.rejects(fetch(page), "the sandbox runs on");
  const [, config] = /--config (\S+)/.exec(in_the_terminal);
  assert.ok(!existsSync(config), `${config} is left`);
});
