import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

const version_of = (name) => JSON.parse(readFileSync(new URL(`../../../node_modules/${name}/package.json`, import.meta.url))).version;

/** What the figures were measured on and with. */
export function machine(build) {
  const cache = readFileSync(`${build}/CMakeCache.txt`, "utf8");
  const setting = (name) => new RegExp(`^${name}:[A-Z]+=(.*)$`, "m").exec(cache)?.[1] ?? "";
  const compiler = execFileSync(setting("CMAKE_CXX_COMPILER"), ["--version"], { encoding: "utf8" }).split("\n")[0];
  return {
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    file_system: execFileSync("stat", ["-f", "-c", "%T", build], { encoding: "utf8" }).trim(),
    kernel: release(),
    compiler,
    build: setting("CMAKE_BUILD_TYPE"),
    node: process.version,
    bolt: version_of("@slack/bolt"),
    socket_mode: version_of("@slack/socket-mode"),
  };
}

export function machine_line(it) {
  return `${it.cpu}, ${it.cores} cores, ${it.memory_gib} GiB, ${it.file_system}, Linux ${it.kernel}; ${it.compiler}, ${it.build}; `
    + `Node ${it.node}, @slack/bolt ${it.bolt}, @slack/socket-mode ${it.socket_mode}`;
}
