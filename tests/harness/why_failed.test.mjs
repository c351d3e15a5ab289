// What tests/run says at its end, of tests that fail in each of the ways they can.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const why_failed = fileURLToPath(new URL("../why_failed", import.meta.url));

/** What is said after these tests, each a name and the lines that it prints before it fails. */
function said_after(t, tests) {
  const build = mkdtempSync(join(tmpdir(), "latchkey-why-"));
  t.after(() => rmSync(build, { recursive: true }));
  const commands = Object.entries(tests).map(([name, { lines, code = 1 }], i) => {
    writeFileSync(join(build, `${i}.txt`), lines.map((line) => `${line}\n`).join(""));
    return `add_test([=[${name}]=] sh -c "cat ${i}.txt; exit ${code}")\n`;
  });
  writeFileSync(join(build, "CTestTestfile.cmake"), commands.join(""));
  spawnSync("ctest", ["--test-dir", build]);
  return execFileSync(why_failed, [build], { encoding: "utf8" });
}

test("GoogleTest's and node's failures are named with what was expected, and nothing else", (t) => {
  const said = said_after(t, {
    "Check.Holds": { lines: ["[ RUN      ] Check.Holds", "a_test.cpp:7: Failure", "Value of: a", "  Actual: 1"] },
    "browser.page": { lines: ["ok 1 - it shows", "not ok 2 - it hides", "  ---", "  error: |-", "    Expected 2"] },
    "Check.Passes": { lines: ["b_test.cpp:7: Failure of a child, as it should be", "c.cpp:1: Failure"], code: 0 },
  });
  assert.match(said, /^Why:\n {2}Check\.Holds, after [\d:]+\n {4}a_test\.cpp:7: Failure\n {4}Value of: a\n {6}Actual: 1\n/);
  assert.match(said, /\n {2}browser\.page, after [\d:]+\n {4}not ok 2 - it hides\n {6}---\n {6}error: \|-\n {8}Expected 2\n/);
  assert.doesNotMatch(said, /Passes|RUN|it shows/);
});

test("a test that failed without a word is named, and one that said much is cut", (t) => {
  const much = Array.from({ length: 50 }, (_, i) => `a_test.cpp:${i}: Failure`);
  const said = said_after(t, { Silent: { lines: [] }, Loud: { lines: much } });
  assert.match(said, /\n {2}Silent, after [\d:]+\n\n/);
  assert.equal(said.match(/Failure/g).length, 12);
});

test("nothing is said where all passed", (t) => {
  assert.equal(said_after(t, { Fine: { lines: ["a_test.cpp:7: Failure"], code: 0 } }), "");
});
