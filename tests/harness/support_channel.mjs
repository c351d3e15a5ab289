// The page, the sandbox and the bot as they are shipped, a new set for each test of a file.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { Bot } from "./bot.mjs";
import { launch_browser, open_page } from "./browser.mjs";
import { Sandbox } from "./sandbox.mjs";

class SupportChannel {
  /** Shows the page; `look` as of `open_page`. */
  async open(look) {
    const opened = await open_page(this.browser, this.sandbox.origin, look);
    Object.assign(this, opened);
    return this.page;
  }

  thread() {
    return this.page.getByRole("complementary", { name: "Thread" });
  }

  /** The first message about this customer, newest check. */
  root(email) {
    return this.page.getByRole("log", { name: "#support" }).getByRole("article").filter({ hasText: email }).last();
  }

  async open_thread(email) {
    await this.root(email).getByRole("button", { name: /^\d+ repl(y|ies)$/ }).click();
  }

  button(label) {
    return this.thread().getByRole("button", { name: label, exact: true });
  }
}

/** Starts everything before each test and stops it afterwards, where the bot must end in order and the browser must not have complained. */
export function support_channel() {
  const channel = new SupportChannel();
  before(async () => {
    channel.browser = await launch_browser();
  });
  beforeEach(async () => {
    channel.sandbox = await Sandbox.start();
    channel.bot = await Bot.start(channel.sandbox);
  });
  afterEach(async () => {
    const { close, bot, sandbox, problems } = channel;
    Object.assign(channel, { page: undefined, close: undefined, bot: undefined, sandbox: undefined, problems: undefined });
    await close?.();
    const code = await bot?.stop();
    await sandbox?.stop();
    assert.equal(code, 0, bot?.program.output);
    assert.deepEqual(problems, [], "what the browser complained about");
  });
  after(() => channel.browser?.close());
  return channel;
}
