// Installed, started, upgraded and purged in a bare Debian: what an operator does with the package.
// systemd does not run there, so the unit's own command is started by hand, as the unit's user.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { required_env } from "../harness/program.mjs";
import { Sandbox } from "../harness/sandbox.mjs";
import { BareDebian } from "./bare_debian.mjs";

const build = required_env("LATCHKEY_BUILD_DIR");
const k_config = "/etc/latchkey/latchkey.toml";
const k_store = "/var/lib/latchkey/latchkey.db";
const k_unit = "usr/lib/systemd/system/latchkey.service";
const not_root = process.getuid() === 0 ? false : "a Debian in a folder can only be made by root";

const work = mkdtempSync(join(tmpdir(), "latchkey-package-"));
let package_file;
let debian;
let sandbox;

function output_of(program, args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}\n${error.stdout}${error.stderr}`);
  }
}

/** The same package once more under another version. */
function next_release() {
  const tree = join(work, "next");
  output_of("dpkg-deb", ["-R", package_file, tree]);
  const control = join(tree, "DEBIAN/control");
  writeFileSync(control, readFileSync(control, "utf8").replace(/^Version: .*$/m, "Version: 99.0"));
  const file = join(work, "latchkey_99.0.deb");
  output_of("dpkg-deb", ["--root-owner-group", "-b", tree, file]);
  return file;
}

/** Starts what the unit starts, waits until it is connected, and gives the exit code of its stop. */
async function run_as_the_unit_does() {
  const command = /^ExecStart=(.*)$/m.exec(readFileSync(debian.path(k_unit), "utf8"))[1].split(" ");
  const service = await debian.start("latchkey", command, { ready: /Connected to Slack/ });
  return service.stop();
}

before(async () => {
  output_of("cpack", ["--config", join(build, "CPackConfig.cmake"), "-B", work]);
  package_file = join(work, readdirSync(work).find((name) => name.endsWith(".deb")));
  if (not_root) return;
  debian = new BareDebian();
  sandbox = await Sandbox.start();
}, { timeout: 300_000 });

after(async () => {
  await sandbox?.stop();
  debian?.remove();
  rmSync(work, { recursive: true, force: true });
});

test("lintian has no error and no warning", () => {
  output_of("lintian", ["--allow-root", "--fail-on", "error,warning", package_file]);
});

test("the unit is right, and keeps what it could do to the machine small", () => {
  output_of("dpkg-deb", ["-x", package_file, join(work, "files")]);
  const unit = join(work, "files", k_unit);
  const security = output_of("systemd-analyze", ["security", "--offline=true", "--threshold=15", unit]);
  assert.match(security, /Overall exposure level for latchkey\.service: (0\.\d|1\.[0-5]) /);

  // It looks for the program, too, which is not installed on this machine.
  const here = join(work, "latchkey.service");
  writeFileSync(here, readFileSync(unit, "utf8").replace("ExecStart=", `ExecStart=${join(work, "files")}`));
  const { stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", here], { encoding: "utf8" });
  // What it says of the machine's own units is not ours to mend.
  assert.deepEqual(stderr.split("\n").filter((line) => line.includes("latchkey.service")), []);
});

test("the unit starts again what may get well, and not what only a person can help", () => {
  const unit = readFileSync(join(work, "files", k_unit), "utf8");
  for (const line of ["Type=notify", "WatchdogSec=30", "Restart=on-failure", "RestartPreventExitStatus=1 2"]) {
    assert.match(unit, new RegExp(`^${line}$`, "m"));
  }
});

test("installed, it has a user of its own, and a configuration that only root and that user can read", { skip: not_root }, () => {
  copyFileSync(package_file, debian.path("/tmp/latchkey.deb"));
  debian.run("apt-get update -q && apt-get install -y -q --no-install-recommends /tmp/latchkey.deb");
  assert.equal(debian.run("stat -c '%U %G %a' /etc/latchkey").trim(), "root latchkey 750");
  // A service does not start where what it is to be given credentials from is missing.
  const [, secrets] = /^LoadCredential=secret:(\S+)$/m.exec(readFileSync(debian.path(k_unit), "utf8"));
  assert.equal(debian.run(`stat -c '%U %G %a' ${secrets}`).trim(), "root root 700");
  assert.match(debian.run("getent passwd latchkey"), /:\/var\/lib\/latchkey:\/usr\/sbin\/nologin$/m);
  assert.match(debian.run("latchkey --version"), /^latchkey \d+\.\d+\.\d+$/m);
  assert.ok(existsSync(debian.path("/usr/share/man/man1/latchkey.1.gz")));
});

test("as it was installed it says which secret is missing, and starts nothing", { skip: not_root }, () => {
  // The unit's StateDirectory.
  debian.run("install -d -o latchkey -g latchkey -m 0700 /var/lib/latchkey");
  const as_the_service = "setpriv --reuid=latchkey --regid=latchkey --clear-groups";
  const said = debian.run(`${as_the_service} latchkey run --config ${k_config} 2>&1 || echo "exit code $?"`);
  assert.match(said, /^(env|file):\S+/m);
  assert.match(said, /^exit code 2$/m);
});

test("started as its unit starts it, it connects, and stops with 0", { skip: not_root }, async () => {
  const demo = readFileSync(new URL("../../deploy/sandbox/latchkey.toml", import.meta.url), "utf8")
    .replaceAll("127.0.0.1:8080", `127.0.0.1:${sandbox.port}`).replace("@STORE@", k_store);
  writeFileSync(debian.path(k_config), `${demo}\n[http]\nlisten = "127.0.0.1:0"\n`);
  assert.equal(await run_as_the_unit_does(), 0);
  assert.equal((statSync(debian.path(k_store)).mode & 0o777).toString(8), "600");
});

test("an upgrade keeps the configuration and the store, and starts", { skip: not_root }, async () => {
  const config = readFileSync(debian.path(k_config), "utf8");
  const size = statSync(debian.path(k_store)).size;
  copyFileSync(next_release(), debian.path("/tmp/latchkey.deb"));
  debian.run("apt-get install -y -q --no-install-recommends /tmp/latchkey.deb");
  assert.equal(debian.run("dpkg-query -W -f '${Version} ${Status}' latchkey"), "99.0 install ok installed");
  assert.equal(readFileSync(debian.path(k_config), "utf8"), config);
  assert.equal(statSync(debian.path(k_store)).size, size);
  assert.equal(await run_as_the_unit_does(), 0);
});

test("removed, it leaves configuration and store; purged, neither", { skip: not_root }, () => {
  debian.run("apt-get remove -y -q latchkey");
  assert.ok(existsSync(debian.path(k_config)) && existsSync(debian.path(k_store)));
  assert.ok(!existsSync(debian.path("/usr/bin/latchkey")));
  debian.run("apt-get purge -y -q latchkey");
  assert.ok(!existsSync(debian.path("/etc/latchkey")) && !existsSync(debian.path("/var/lib/latchkey")));
});

test("man page and completions know the program's commands", () => {
  const help = output_of(required_env("LATCHKEY_BIN"), ["--help"]);
  const commands = [...help.split("Subcommands:")[1].matchAll(/^ {2}(\w+)/gm)].map((match) => match[1]);
  assert.ok(commands.length > 0, help);
  const deploy = new URL("../../deploy/", import.meta.url);
  for (const file of ["man/latchkey.1", "completions/latchkey.bash", "completions/_latchkey", "completions/latchkey.fish"]) {
    const text = readFileSync(new URL(file, deploy), "utf8");
    for (const command of commands) assert.match(text, new RegExp(`\\b${command}\\b`), `${file} does not know "${command}"`);
  }
});
