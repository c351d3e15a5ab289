// The sandbox's page on its own, with a small app on Slack's framework instead of the bot: found by
// role and name only, as a person with a screen reader finds it.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch_browser, open_page, picture } from "../harness/browser.mjs";
import { assert_contrast, assert_everything_is_named, assert_fits } from "../harness/page_checks.mjs";
import { Sandbox } from "../harness/sandbox.mjs";
import { start_scripted_app } from "../harness/scripted_app.mjs";
import { demo_app } from "./demo_app.mjs";

const heard = [];
let sandbox;
let app;
let browser;
let page;
let problems;
let close;

before(async () => {
  browser = await launch_browser();
});
beforeEach(async () => {
  heard.length = 0;
  sandbox = await Sandbox.start();
  app = await start_scripted_app(sandbox, demo_app(heard));
  ({ page, problems, close } = await open_page(browser, sandbox.origin));
});
afterEach(async () => {
  await close?.();
  await app?.stop();
  await sandbox?.stop();
  assert.deepEqual(problems, [], "what the browser complained about");
});
after(() => browser?.close());

const composer = () => page.getByRole("textbox", { name: "Message #support" });
const thread = () => page.getByRole("complementary", { name: "Thread" });
const article = (words) => page.getByRole("article").filter({ hasText: words });

async function type(text) {
  await composer().fill(text);
  await composer().press("Enter");
}

async function open_diagnosis() {
  await type("/diagnose jane.doe@acme.example");
  const root = article("The confirmation mail bounced");
  await root.getByRole("button", { name: "1 reply", exact: true }).click();
  return root;
}

test("a message appears as an article of its author", async () => {
  await type("Good *morning* & <hello>");
  const message = article("Good morning & <hello>");
  await message.waitFor();
  assert.match(await message.getAttribute("aria-label"), /^Dana /);
  assert.equal(await message.getByRole("strong").textContent(), "morning");
  assert.equal(await composer().inputValue(), "");
});

test("one's own message is edited in its place, and others see that it was", async () => {
  await type("@latchkey see *jane.doe@acme.example* & <co> in #general");
  const message = article("see jane.doe@acme.example");
  const edit = () => message.getByRole("button", { name: "Edit message" }).click();
  const box = page.getByRole("article").getByRole("textbox", { name: "Edit message" });
  await edit();
  await box.and(page.locator(":focus")).waitFor();
  assert.equal(await box.inputValue(), "@latchkey see *jane.doe@acme.example* & <co> in #general");
  await box.fill("never said");
  await box.press("Escape");
  await message.getByRole("button", { name: "Edit message" }).and(page.locator(":focus")).waitFor();
  await edit();
  await box.fill(" ");
  await box.press("Enter");
  await box.fill("see the\n*ticket*");
  await box.press("Enter");
  await article("see the\nticket (edited)").getByRole("strong").waitFor();
  assert.equal(await article("never said").count(), 0);
  assert.equal(await box.count(), 0);
  const seen_by_lena = (await sandbox.state("U0LENA")).messages.C0SUPPORT.at(-1);
  assert.deepEqual([seen_by_lena.text, seen_by_lena.edited.user], ["see the\n*ticket*", "U0DANA"]);
});

test("what is typed into an edit stays while the message gets a reply, and the edit says why it failed", async () => {
  await type("hello");
  await article("hello").getByRole("button", { name: "Edit message" }).click();
  const box = page.getByRole("article").getByRole("textbox", { name: "Edit message" });
  await box.fill("hello all");
  const hello = (await sandbox.state()).messages.C0SUPPORT.at(-1);
  await sandbox.act("message", { user: "U0LENA", thread_ts: hello.ts, text: "Yes?" });
  await page.getByRole("button", { name: "1 reply", exact: true }).waitFor();
  await box.and(page.locator(":focus")).waitFor();
  await page.route("**/sandbox/edit", (route) => route.fulfill({ json: { ok: false, error: "message_not_found" } }));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "message_not_found" }).waitFor();
  assert.equal(await box.inputValue(), "hello all");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await article("hello").waitFor();
});

test("a reply is edited in its thread; nobody can edit what others or the app wrote", async () => {
  await open_diagnosis();
  const reply = thread().getByRole("textbox", { name: "Reply in thread" });
  await reply.fill("I cal her");
  await reply.press("Enter");
  await thread().getByRole("article").filter({ hasText: "I cal her" }).getByRole("button", { name: "Edit message" }).click();
  const box = thread().getByRole("article").getByRole("textbox", { name: "Edit message" });
  await box.fill("I call her");
  await box.press("Escape");
  await thread().getByText("I cal her").waitFor(); // Escape left the edit and not the thread.
  await thread().getByRole("button", { name: "Edit message" }).click();
  await box.fill("I call her");
  await thread().getByRole("button", { name: "Save", exact: true }).click();
  await thread().getByRole("article").filter({ hasText: "I call her (edited)" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Edit message" }).count(), 1);
});

test("the bot's progress is replaced by its conclusion in place", async () => {
  await type("/diagnose jane.doe@acme.example");
  await article("The confirmation mail bounced").waitFor();
  assert.equal(await article("Looking").count(), 0);
});

test("a thread opens by its replies button, takes a reply, and counts it", async () => {
  const root = await open_diagnosis();
  await thread().getByRole("article").filter({ hasText: "unconfirmed" }).waitFor();
  const box = thread().getByRole("textbox", { name: "Reply in thread" });
  await box.fill("I call her");
  await box.press("Enter");
  await thread().getByRole("article").filter({ hasText: "I call her" }).waitFor();
  await root.getByRole("button", { name: "2 replies", exact: true }).waitFor();
  await thread().getByRole("button", { name: "Close thread" }).click();
  await thread().waitFor({ state: "hidden" });
});

test("a button with a confirm dialog does nothing until it is confirmed", async () => {
  await open_diagnosis();
  const press = () => thread().getByRole("button", { name: "Resend confirmation", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Resend the confirmation?" });
  await press();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  await press();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await press();
  await dialog.getByRole("button", { name: "Resend", exact: true }).click();
  await thread().getByRole("article").filter({ hasText: "@dana resent the confirmation" }).waitFor();
  assert.deepEqual(heard, ["resend"]);
  assert.equal(await thread().getByRole("button", { name: "Resend confirmation", exact: true }).count(), 0);
});

test("a button of an app that has gone says why it did not work", async () => {
  await open_diagnosis();
  const escalate = thread().getByRole("button", { name: "Escalate", exact: true });
  await escalate.waitFor();
  await app.stop();
  await page.getByRole("status").filter({ hasText: "Latchkey is not connected" }).waitFor();
  await escalate.click();
  await thread().getByRole("alert").filter({ hasText: "dispatch_failed" }).waitFor();
});

test("a link button is a button that opens elsewhere and still tells the app", async () => {
  await open_diagnosis();
  const link = thread().getByRole("button", { name: "Open account", exact: true });
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  assert.equal(await link.getAttribute("target"), "_blank");
});

test("what the asker alone may see is marked, and others do not get it", async () => {
  await type("/diagnose help");
  await article("Type an address.").getByText("Only visible to you").waitFor();
  await page.getByRole("combobox", { name: "Signed in as" }).selectOption("U0OMAR");
  await article("Type an address.").waitFor({ state: "detached" }); // Dana's messages stand until Omar's are there
  await article("Ticket 4711").waitFor();
  assert.equal(await article("Type an address.").count(), 0);
});

test("a modal shows what is missing, then the app's errors, then closes", async () => {
  await type("/diagnose");
  const dialog = page.getByRole("dialog", { name: "Diagnose a sign-in" });
  const address = dialog.getByRole("textbox", { name: "Address of the customer" });
  const submit = () => dialog.getByRole("button", { name: "Diagnose", exact: true }).click();
  await address.waitFor();
  await assert_everything_is_named(page);
  await submit();
  await dialog.getByText("Please fill in this field.").waitFor();
  await address.fill("jane");
  await submit();
  await dialog.getByText("That is no address.").waitFor();
  assert.equal(await address.getAttribute("aria-invalid"), "true");
  await picture(page, "page-modal-light");
  await address.fill("jane.doe@acme.example");
  await submit();
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual(heard, ["submitted jane", "submitted jane.doe@acme.example"]);
});

test("the message shortcut opens the app's modal, and Escape tells the app that it was closed", async () => {
  const events = await sandbox.listen();
  await article("Ticket 4711").getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Diagnose sign-in" }).click();
  const dialog = page.getByRole("dialog", { name: "Diagnose a sign-in" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await events.wait_for("closed view", (event) => event.type === "view_closed");
});

test("the people to try are listed with cause and address, and put the command into the box", async () => {
  const region = page.getByRole("region", { name: "People to try" });
  const { people } = await sandbox.state();
  assert.equal(await region.getByRole("listitem").count(), people.length);
  for (const person of people) {
    const entry = region.getByRole("listitem").filter({ hasText: person.email });
    await entry.getByText(person.cause, { exact: true }).waitFor();
    await entry.getByRole("button", { name: `Try ${person.email}` }).click();
    assert.equal(await composer().inputValue(), `/diagnose ${person.email}`);
  }
});

/** The contract's vocabulary. */
const k_causes = [
  "account_unconfirmed", "email_change_unconfirmed", "reset_requested_elsewhere", "reset_not_requested", "reset_link_expired",
  "mail_bounced", "mail_blocked", "mail_suppressed", "mail_delayed", "mail_rejected", "other_address", "no_account",
  "account_locked", "account_blocked", "login_not_activated", "signs_in_through_provider", "nothing_found", "unknown",
];

test("somebody is there to try for every cause", async () => {
  const region = page.getByRole("region", { name: "People to try" });
  const listed = await region.getByRole("listitem").getByRole("code").allTextContents();
  assert.deepEqual(k_causes.filter((cause) => !listed.includes(cause)), [], "causes without anybody");
});

test("what happens while the page reads the state of things is not missed", async () => {
  const events = await sandbox.listen("U0LENA");
  await page.route("**/sandbox/state*", async (route) => {
    const before = await route.fetch();
    await sandbox.act("message", { text: "just in between" });
    await events.message_with("just in between");
    await route.fulfill({ response: before });
  });
  await page.getByRole("combobox", { name: "Signed in as" }).selectOption("U0LENA");
  await article("just in between").first().waitFor();
  assert.equal(await article("just in between").count(), 1);
});

test("a state that cannot be read is read again", async () => {
  let asked = 0;
  await page.route("**/sandbox/state*", (route) => (++asked === 1 ? route.abort() : route.continue()));
  await page.getByRole("combobox", { name: "Signed in as" }).selectOption("U0LENA");
  await page.getByText("The connection to the sandbox is lost").waitFor();
  await page.getByText("The connection to the sandbox is lost").waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => new URL(location.href).searchParams.get("user")), "U0LENA");
  assert.match(problems.splice(0).join(), /^failed: [^,]*\/sandbox\/state[^,]*,console: [^,]*$/);
});

test("a link to a message opens its thread", async () => {
  await open_diagnosis();
  const state = await sandbox.state();
  const reply = state.messages.C0SUPPORT.find((message) => message.thread_ts && message.thread_ts !== message.ts);
  const { permalink } = await sandbox.call("chat.getPermalink", { body: { channel: "C0SUPPORT", message_ts: reply.ts } });
  await page.goto(permalink);
  await thread().getByRole("article").filter({ hasText: "unconfirmed" }).waitFor();
});

test("the keyboard is enough from the command to the outcome", async () => {
  await composer().focus();
  await page.keyboard.type("/diagnose jane.doe@acme.example");
  await page.keyboard.press("Enter");
  await article("The confirmation mail bounced").getByRole("button", { name: "1 reply", exact: true }).waitFor();
  await tab_to("1 reply", "Shift+Tab");
  await page.keyboard.press("Enter");
  await thread().getByRole("textbox", { name: "Reply in thread" }).and(page.locator(":focus")).waitFor();
  await tab_to("Resend confirmation", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Resend", exact: true }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await thread().getByRole("article").filter({ hasText: "@dana resent the confirmation" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "1 reply", exact: true }).and(page.locator(":focus")).waitFor();
});

/** Presses the key until the focus is on the button with this name; fails after a whole round. */
async function tab_to(name, key) {
  const k_stops = 60;
  for (let i = 0; i < k_stops; ++i) {
    await page.keyboard.press(key);
    if ((await page.evaluate(() => document.activeElement.textContent)) === name) return;
  }
  assert.fail(`${key} does not reach “${name}”`);
}

for (const [name, look] of [
  ["light", {}], ["dark", { dark: true }], ["phone-light", { phone: true }], ["phone-dark", { phone: true, dark: true }],
]) {
  test(`everything is named, readable and within the width: ${name}`, async () => {
    await open_diagnosis();
    await close();
    const other = await open_page(browser, sandbox.origin, look);
    ({ page, close } = other);
    problems = other.problems;
    const check = async (what) => {
      await picture(page, `page-${what}-${name}`);
      await assert_everything_is_named(page);
      await assert_contrast(page);
      await assert_fits(page);
    };
    await check("channel");
    await type("@Latchkey please look at jan.doe@acme.example, who has not been able to sign in since Friday");
    await type("It is urgent.");
    await article("It is urgent.").getByRole("button", { name: "Edit message" }).click();
    const box = page.getByRole("article").getByRole("textbox", { name: "Edit message" });
    await box.fill("It is not urgent.");
    await box.press("Enter");
    await article("please look at").getByRole("button", { name: "Edit message" }).click();
    await check("edit");
    await box.press("Escape");
    if (look.phone) {
      await page.getByRole("button", { name: "Channels and people" }).click();
      await page.getByRole("region", { name: "People to try" }).waitFor();
      await check("people");
      await page.getByRole("button", { name: "Back to the channel" }).click();
    }
    await page.getByRole("button", { name: "1 reply", exact: true }).click();
    await thread().getByRole("article").last().waitFor();
    await check("thread");
    if (!look.phone) return;
    await thread().getByRole("button", { name: "Back", exact: true }).click();
    await composer().waitFor();
  });
}
