import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program } from "../harness/program.mjs";

/** A Debian 12 with nothing but its essential packages, in a folder. Making one needs root. */
export class BareDebian {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "latchkey-debian-"));
    execFileSync("debootstrap", ["--variant=minbase", "bookworm", this.folder], { stdio: "pipe" });
    // It is the root folder of whoever runs there.
    chmodSync(this.folder, 0o755);
  }

  /** Where a file of that Debian stands for us. */
  path(inside) {
    return join(this.folder, inside);
  }

  /** Runs a shell command there and gives what it printed; one that fails is thrown, with its output. */
  run(command) {
    const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" };
    try {
      return execFileSync("chroot", [this.folder, "sh", "-euc", command], { env, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      throw new Error(`${command}\n${error.stdout}${error.stderr}`);
    }
  }

  /** Starts a program there as that user, on this machine's network. */
  start(user, [path, ...args], options) {
    return Program.start("chroot", [`--userspec=${user}:${user}`, this.folder, path, ...args], options);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
