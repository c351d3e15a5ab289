// A call for help as two people see it side by side: who asks, and who is on call.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { Bot } from "../harness/bot.mjs";
import { launch_browser, open_page, picture } from "../harness/browser.mjs";
import { assert_contrast, assert_everything_is_named, assert_fits } from "../harness/page_checks.mjs";
import { Sandbox } from "../harness/sandbox.mjs";

const customer = "jane.doe@acme.example";
let sandbox;
let bot;
let browser;
let opened;

before(async () => {
  browser = await launch_browser();
});
beforeEach(async () => {
  opened = [];
  sandbox = await Sandbox.start();
  bot = await Bot.start(sandbox);
});
afterEach(async () => {
  for (const { close } of opened) await close();
  const code = await bot?.stop();
  await sandbox?.stop();
  assert.equal(code, 0, bot?.program.output);
  assert.deepEqual(opened.flatMap(({ problems }) => problems), [], "what the browsers complained about");
});
after(() => browser?.close());

/** One person's window. */
async function open_as(user, look) {
  const one = await open_page(browser, `${sandbox.origin}/?user=${user}`, look);
  opened.push(one);
  const { page } = one;
  const thread = () => page.getByRole("complementary", { name: "Thread" });
  const root = () => page.getByRole("log", { name: "#support" }).getByRole("article").filter({ hasText: customer }).last();
  return {
    page, thread, root,
    button: (name) => thread().getByRole("button", { name, exact: true }),
    says: (words) => thread().getByText(words).first().waitFor(),
    open_thread: () => root().getByRole("button", { name: /^\d+ repl(y|ies)$/ }).click(),
  };
}

async function diagnose({ page, open_thread, button }) {
  const box = page.getByRole("textbox", { name: "Message #support" });
  await box.fill(`/diagnose ${customer}`);
  await box.press("Enter");
  await open_thread();
  await button("Escalate").waitFor();
}

async function escalate({ page, button }) {
  await button("Escalate").click();
  const dialog = page.getByRole("dialog", { name: "Escalate?" });
  await dialog.getByText("Whoever is on call is called into this thread").waitFor();
  await dialog.getByRole("button", { name: "Escalate", exact: true }).click();
}

test("who is on call sees the mention and takes it, and the asker sees that", async () => {
  const dana = await open_as("U0DANA");
  const lena = await open_as("U0LENA");
  await diagnose(dana);
  await escalate(dana);
  await dana.says(/asks for your help/);
  await dana.button("Escalate").waitFor({ state: "detached" });
  await dana.says(/escalated,/);

  await lena.root().getByText("mentions you").waitFor();
  await picture(lena.page, "escalation-mentioned-light");
  await lena.open_thread();
  await lena.thread().getByText("@support-oncall").first().waitFor();
  await assert_everything_is_named(lena.page);
  await assert_contrast(lena.page);
  await picture(lena.page, "escalation-called-light");
  await lena.button("I have it").click();

  await dana.says(/@lena has it/);
  await dana.button("I have it").waitFor({ state: "detached" });
  await picture(dana.page, "escalation-taken-light");
  await dana.button("Resolved").click();
  await lena.says(/@dana resolved it/);
  await lena.says(/it was with/);
  await lena.button("Hand back").waitFor({ state: "detached" });
});

test("what is handed back goes to the next level", async () => {
  const dana = await open_as("U0DANA");
  const omar = await open_as("U0OMAR");
  await diagnose(dana);
  await escalate(dana);
  await omar.open_thread();
  await omar.button("I have it").click();
  await omar.button("Hand back").click();
  await omar.page.getByRole("dialog", { name: "Hand it back?" }).getByRole("button", { name: "Hand back", exact: true }).click();
  await dana.says(/@omar handed it back/);
  await dana.thread().getByText("@support-managers").first().waitFor();
});

test("a mention of the group in the thread calls it, too", async () => {
  const dana = await open_as("U0DANA");
  await diagnose(dana);
  const box = dana.page.getByRole("textbox", { name: "Reply in thread" });
  await box.fill("@support-oncall the licence ends today");
  await box.press("Enter");
  await dana.says(/asks for your help/);
  await dana.says("the licence ends today");
});

for (const [name, look] of [["dark", { dark: true }], ["phone", { phone: true }]]) {
  test(`a call for help is readable and within the width: ${name}`, async () => {
    const dana = await open_as("U0DANA", look);
    await diagnose(dana);
    await escalate(dana);
    await dana.button("I have it").waitFor();
    await dana.button("I have it").scrollIntoViewIfNeeded();
    await picture(dana.page, `escalation-${name}`);
    await assert_contrast(dana.page);
    await assert_fits(dana.page);
  });
}
