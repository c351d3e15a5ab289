// The main job, end to end, as a support engineer does it: the page, the sandbox and the bot as they
// are shipped, and nothing between them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture } from "../harness/browser.mjs";
import { assert_contrast, assert_everything_is_named, assert_fits } from "../harness/page_checks.mjs";
import { support_channel } from "../harness/support_channel.mjs";

const customer = "jane.doe@acme.example";
const channel = support_channel();
const root = () => channel.root(customer);
const thread = () => channel.thread();

async function diagnose() {
  const box = channel.page.getByRole("textbox", { name: "Message #support" });
  await box.fill(`/diagnose ${customer}`);
  await box.press("Enter");
  await root().getByRole("button", { name: /^\d+ repl(y|ies)$/ }).waitFor();
}

async function open_thread() {
  await channel.open_thread(customer);
  await channel.button("Resend confirmation").waitFor();
}

test("a command becomes a conclusion, and a press its outcome", async () => {
  const page = await channel.open();
  await diagnose();
  await root().getByRole("img", { name: "red circle" }).waitFor();
  await open_thread();
  await assert_everything_is_named(page);
  await channel.button("Resend confirmation").click();
  const dialog = page.getByRole("dialog", { name: "Resend the confirmation?" });
  await dialog.getByText(customer).waitFor();
  await picture(page, "diagnosis-confirm-light");
  await dialog.getByRole("button", { name: "Resend", exact: true }).click();
  await thread().getByText(/@dana (resent|asked CustomersDot to resend) the confirmation/).waitFor();
  await channel.button("Resend confirmation").waitFor({ state: "detached" });
  await picture(page, "diagnosis-outcome-light");
});

test("a draft for the customer is edited and posted in the thread", async () => {
  const page = await channel.open();
  await diagnose();
  await open_thread();
  await channel.button("Draft reply").click();
  const dialog = page.getByRole("dialog", { name: "Draft reply" });
  const box = dialog.getByRole("textbox", { name: "Reply to the customer" });
  assert.match(await box.inputValue(), /has not been confirmed yet/);
  await picture(page, "draft-reply-light");
  await box.fill("Hello Jane,\n\nplease look for our mail.");
  await dialog.getByRole("button", { name: "Post in thread", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await thread().getByRole("article").filter({ hasText: "please look for our mail." }).waitFor();
});

test("the log lines can be copied for a ticket", async () => {
  const page = await channel.open();
  await diagnose();
  await open_thread();
  await channel.button("Copy for the ticket").click();
  const dialog = page.getByRole("dialog", { name: "Copy for the ticket" });
  const text = await dialog.getByRole("textbox", { name: "Log lines and links as text" }).inputValue();
  assert.match(text, new RegExp(`^Sign-in check for ${customer}`));
  await dialog.getByRole("button", { name: "Done", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
});

test("who asks the same again is pointed to the answer and can have it checked again", async () => {
  const page = await channel.open();
  await diagnose();
  const box = page.getByRole("textbox", { name: "Message #support" });
  await box.fill(`/diagnose ${customer}`);
  await box.press("Enter");
  const pointer = page.getByRole("article").filter({ hasText: "Only visible to you" }).filter({ hasText: "asked the same" });
  await pointer.getByRole("link", { name: "open the answer" }).waitFor();
  await pointer.getByRole("button", { name: "Check again", exact: true }).click();
  await root().getByRole("button", { name: "3 replies", exact: true }).waitFor();
});

test("the home tab shows one's own checks and leads to their threads", async () => {
  const page = await channel.open();
  await diagnose();
  await page.getByRole("button", { name: "Latchkey home" }).click();
  const home = page.getByRole("region", { name: "Home tab" });
  await home.getByText("account unconfirmed").waitFor();
  await home.getByText("No trouble with").waitFor();
  await picture(page, "home-light");
  await assert_contrast(page);
  await assert_everything_is_named(page);
  const link = await home.getByRole("link", { name: "open" }).getAttribute("href");
  await page.goto(link);
  await channel.button("Resend confirmation").waitFor();
});

test("who corrects the address in a mention gets the answer about the right one", async () => {
  const page = await channel.open();
  const box = page.getByRole("textbox", { name: "Message #support" });
  await box.fill("@Latchkey diagnose jane.do@acme.example");
  await box.press("Enter");
  const mention = page.getByRole("log", { name: "#support" }).getByRole("article").filter({ hasText: "diagnose jane" });
  await mention.getByRole("button", { name: /^\d+ repl(y|ies)$/ }).click();
  await thread().getByText("No CustomersDot account has this address").waitFor();
  await mention.getByRole("button", { name: "Edit message" }).click();
  const edit = page.getByRole("article").getByRole("textbox", { name: "Edit message" });
  assert.equal(await edit.inputValue(), "@latchkey diagnose jane.do@acme.example");
  await edit.fill(`@Latchkey diagnose ${customer}`);
  await edit.press("Enter");
  await mention.getByText("(edited)").waitFor();
  await channel.button("Resend confirmation").waitFor();
  await picture(page, "edited-mention-light");
});

test("progress is seen before the conclusion", async () => {
  await channel.open();
  const events = await channel.sandbox.listen();
  await channel.sandbox.act("message", { text: `/diagnose ${customer}` });
  const first = await events.message_with(customer);
  const answered = await events.message_with("🔴");
  assert.equal(answered.ts, first.ts, "the conclusion takes the place of the progress");
  await root().getByRole("img", { name: "red circle" }).waitFor();
});

test("a modal asks for the address where the command has none", async () => {
  const page = await channel.open();
  const box = page.getByRole("textbox", { name: "Message #support" });
  await box.fill("/diagnose");
  await box.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Check a sign-in" });
  await dialog.getByRole("textbox", { name: "Customer's email address" }).fill(customer);
  await dialog.getByRole("button", { name: "Check", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await root().getByRole("button", { name: /^\d+ repl(y|ies)$/ }).waitFor();
});

test("a guest is told that it may not, and nobody else hears of it", async () => {
  const page = await channel.open();
  await page.getByRole("combobox", { name: "Signed in as" }).selectOption("U0GUEST");
  const box = page.getByRole("textbox", { name: "Message #support" });
  await box.fill(`/diagnose ${customer}`);
  await box.press("Enter");
  await page.getByRole("article").filter({ hasText: "Only visible to you" }).filter({ hasText: "Only @support-team may" }).waitFor();
  const seen_by_dana = JSON.stringify((await channel.sandbox.state()).messages);
  assert.ok(!seen_by_dana.includes("Only @support-team may"));
});

for (const [name, look] of [["light", {}], ["dark", { dark: true }], ["phone", { phone: true }], ["phone-dark", { phone: true, dark: true }]]) {
  test(`a diagnosis is readable and within the width: ${name}`, async () => {
    const page = await channel.open(look);
    await diagnose();
    await picture(page, `diagnosis-channel-${name}`);
    await assert_contrast(page);
    await assert_fits(page);
    await open_thread();
    await picture(page, `diagnosis-thread-${name}`);
    await assert_contrast(page);
    await assert_fits(page);
  });
}
