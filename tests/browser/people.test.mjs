// Customers of "People to try" as a support engineer tries them: with the demo's own configuration.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { Bot } from "../harness/bot.mjs";
import { launch_browser, open_page, picture } from "../harness/browser.mjs";
import { assert_contrast, assert_everything_is_named, assert_fits } from "../harness/page_checks.mjs";
import { Sandbox } from "../harness/sandbox.mjs";

let sandbox;
let bot;
let browser;
let page;
let problems;
let close;

before(async () => {
  browser = await launch_browser();
});
beforeEach(async () => {
  sandbox = await Sandbox.start();
  bot = await Bot.start(sandbox);
});
afterEach(async () => {
  await close?.();
  await bot?.stop();
  await sandbox?.stop();
  assert.deepEqual(problems, [], "what the browser complained about");
});
after(() => browser?.close());

async function open(look) {
  ({ page, problems, close } = await open_page(browser, sandbox.origin, look));
}

const thread = () => page.getByRole("complementary", { name: "Thread" });
const button = (name) => thread().getByRole("button", { name, exact: true });

/** Takes somebody from the list and opens the thread of the answer. Gives its first line's article. */
async function try_out(email, { phone = false } = {}) {
  if (phone) await page.getByRole("button", { name: "Channels and people" }).click();
  await page.getByRole("region", { name: "People to try" }).getByRole("button", { name: `Try ${email}` }).click();
  await page.getByRole("textbox", { name: "Message #support" }).press("Enter");
  const root = page.getByRole("log", { name: "#support" }).getByRole("article").filter({ hasText: email }).last();
  await root.getByRole("button", { name: /^\d+ repl(y|ies)$/ }).click();
  await button("Check again").waitFor();
  return root;
}

/** Presses a button of the thread and confirms it. */
async function press(label, yes) {
  await button(label).click();
  await page.getByRole("dialog").getByRole("button", { name: yes, exact: true }).click();
}

test("the address that the account has is checked in the same thread", async () => {
  const other = "maria_lopez@globex.example";
  await open();
  await try_out("maria.lopez@globex.example");
  await thread().getByText(`a reset mail left for ${other}`).waitFor();
  await picture(page, "other-address-light");
  await button(`Check ${other}`).click();
  await thread().getByText(`@dana checked ${other}`).waitFor();
  await button(`Check ${other}`).waitFor({ state: "detached" });
  await button("Send password reset").waitFor();
  await thread().getByText("The link in the newest reset mail has run out").first().waitFor();
  await picture(page, "other-address-checked-light");
  await assert_everything_is_named(page);
});

test("whom a list holds back is let through again, and the next mail arrives", async () => {
  const aisha = "aisha.khan@indus.example";
  await open();
  const root = await try_out(aisha);
  await root.getByRole("img", { name: "red circle" }).waitFor();
  await press("Lift suppression", "Lift");
  await thread().getByText(/@dana lifted the suppression/).waitFor();
  await picture(page, "people-lifted-light");
  await press("Send password reset", "Send");
  await thread().getByText(/@dana sent a password reset/).waitFor();
  const events = await sandbox.mail_events(aisha, "delivered");
  assert.deepEqual(events, ["accepted", "failed", "accepted", "delivered"]);
});

test("nobody offers to mail whom an administrator has blocked", async () => {
  await open();
  const root = await try_out("bruno.costa@tejo.example");
  await root.getByText(/blocked/).first().waitFor();
  for (const label of ["Resend confirmation", "Send password reset", "Lift suppression"]) {
    assert.equal(await button(label).count(), 0, label);
  }
});

test("where the systems fail for somebody, it says that nobody can tell", async () => {
  await open();
  const root = await try_out("noor.aziz@mirage.example");
  await root.getByText(/Could not tell/).waitFor();
});

for (const [name, look] of [["light", {}], ["dark", { dark: true }], ["phone", { phone: true }], ["phone-dark", { phone: true, dark: true }]]) {
  test(`a bounce is readable and within the width: ${name}`, async () => {
    await open(look);
    await try_out("rosa.diaz@alpaca.example", look);
    await picture(page, `people-bounced-${name}`);
    await assert_everything_is_named(page);
    await assert_contrast(page);
    await assert_fits(page);
  });
}
