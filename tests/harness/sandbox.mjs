import { setTimeout } from "node:timers/promises";
import { EventLog } from "./event_log.mjs";
import { Program, required_env } from "./program.mjs";

/** What the built-in scenario calls its app; the tokens are no secrets. */
export const app_token = "xapp-sandbox";
export const bot_token = "xoxb-sandbox";
const k_between_looks_ms = 100;
const k_looks = 300;
export const support = "C0SUPPORT";
export const dana = "U0DANA";

/** A running latchkey-sandbox on a port of its own. */
export class Sandbox {
  static async start(args = []) {
    const program = await Program.start(required_env("LATCHKEY_SANDBOX"), ["--listen", "127.0.0.1:0", "--mail-delay", "0s", ...args], {
      ready: /latchkey-sandbox listening on (http:\/\/127\.0\.0\.1:(\d+))\//,
    });
    return new Sandbox(program);
  }

  constructor(program) {
    this.program = program;
    this.origin = program.ready[1];
    this.port = program.ready[2];
    this.api_url = `${this.origin}/api/`;
    this.logs_ = [];
  }

  async stop() {
    for (const log of this.logs_) log.close();
    await this.program.stop();
  }

  /** Does something as a person on the page would; an error answer is thrown. */
  async act(what, body = {}) {
    const answer = await this.post(what, { user: dana, channel: support, ...body });
    if (!answer.ok) throw new Error(`/sandbox/${what}: ${answer.error}`);
    return answer;
  }

  async post(what, body) {
    const response = await fetch(`${this.origin}/sandbox/${what}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    return response.json();
  }

  async state(user = dana) {
    return (await fetch(`${this.origin}/sandbox/state?user=${user}`)).json();
  }

  /** What the mail log says of this recipient, oldest first, once the newest of it is `last`. */
  async mail_events(recipient, last) {
    for (let looks = 0; looks < k_looks; ++looks) {
      const { mails } = await (await fetch(`${this.origin}/sandbox/mail`)).json();
      const events = mails.filter((mail) => mail.recipient === recipient).map((mail) => mail.event);
      if (events.at(-1) === last) return events;
      await setTimeout(k_between_looks_ms);
    }
    throw new Error(`no "${last}" of a mail to ${recipient}`);
  }

  /** What a person's page hears from now on. */
  async listen(user = dana) {
    const log = await EventLog.open(`${this.origin}/sandbox/stream?user=${user}`);
    this.logs_.push(log);
    return log;
  }

  /** One call of the simulated Web API, with nothing done to its answer. */
  async call(method, { token = bot_token, type = "application/x-www-form-urlencoded", body = {} } = {}) {
    const is_json = type.startsWith("application/json");
    const response = await fetch(this.api_url + method, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": type },
      body: is_json ? JSON.stringify(body) : new URLSearchParams(body).toString(),
    });
    return response.json();
  }
}
