import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Program, required_env } from "./program.mjs";

const k_template = new URL("../../deploy/sandbox/latchkey.toml", import.meta.url);

/** `latchkey run` against a sandbox, with a store of its own that goes when it stops. */
export class Bot {
  static async start(sandbox) {
    const folder = await mkdtemp(join(tmpdir(), "latchkey-test-"));
    const config = join(folder, "latchkey.toml");
    const template = await readFile(k_template, "utf8");
    const here = template.replaceAll("127.0.0.1:8080", `127.0.0.1:${sandbox.port}`).replace("@STORE@", join(folder, "latchkey.db"));
    // Tests run side by side: the metrics port is whichever is free.
    await writeFile(config, /^\[http\]/m.test(here) ? here : `${here}\n[http]\nlisten = "127.0.0.1:0"\n`);
    const events = await sandbox.listen();
    const program = new Program(required_env("LATCHKEY_BIN"), ["run", "--config", config]);
    const bot = new Bot(program, folder);
    try {
      await Promise.race([
        program.ended.then(() => { throw new Error(`latchkey ended:\n${program.output}`); }),
        events.wait_for("connection of the bot", (event) => event.type === "bot" && event.connections > 0),
      ]);
    } catch (error) {
      await bot.stop();
      throw new Error(`${error.message}\nThe bot said:\n${program.output}`);
    }
    return bot;
  }

  constructor(program, folder) {
    this.program = program;
    this.folder_ = folder;
  }

  /** Where it tells how it is: no slash at its end. */
  async status_url() {
    return (await this.program.output_matches(/Health and readiness: (http:\/\/[^/]+)\/healthz/))[1];
  }

  async stop() {
    const code = await this.program.stop();
    await rm(this.folder_, { recursive: true, force: true });
    return code;
  }
}
