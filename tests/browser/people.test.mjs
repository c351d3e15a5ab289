// Customers of "People to try" as a support engineer tries them: with the demo's own configuration.
import assert from "node:assert/strict";
import { test } from "node:test";
import { picture } from "../harness/browser.mjs";
import { assert_contrast, assert_everything_is_named, assert_fits } from "../harness/page_checks.mjs";
import { support_channel } from "../harness/support_channel.mjs";

const channel = support_channel();
const thread = () => channel.thread();
const button = (label) => channel.button(label);

/** Takes somebody from the list and opens the thread of the answer. Gives its first line's article. */
async function try_out(email, { phone = false } = {}) {
  const { page } = channel;
  if (phone) await page.getByRole("button", { name: "Channels and people" }).click();
  await page.getByRole("region", { name: "People to try" }).getByRole("button", { name: `Try ${email}` }).click();
  await page.getByRole("textbox", { name: "Message #support" }).press("Enter");
  await channel.open_thread(email);
  await button("Check again").waitFor();
  return channel.root(email);
}

/** Presses a button of the thread and confirms it. */
async function press(label, yes) {
  await button(label).click();
  await channel.page.getByRole("dialog").getByRole("button", { name: yes, exact: true }).click();
}

test("the address that the account has is checked in the same thread", async () => {
  const other = "maria_lopez@globex.example";
  const page = await channel.open();
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
  const page = await channel.open();
  const root = await try_out(aisha);
  await root.getByRole("img", { name: "red circle" }).waitFor();
  await press("Lift suppression", "Lift");
  await thread().getByText(/@dana lifted the suppression/).waitFor();
  await picture(page, "people-lifted-light");
  await press("Send password reset", "Send");
  await thread().getByText(/@dana sent a password reset/).waitFor();
  const events = await channel.sandbox.mail_events(aisha, "delivered");
  assert.deepEqual(events, ["accepted", "failed", "accepted", "delivered"]);
});

test("nobody offers to mail whom an administrator has blocked", async () => {
  await channel.open();
  const root = await try_out("bruno.costa@tejo.example");
  await root.getByText(/blocked/).first().waitFor();
  for (const label of ["Resend confirmation", "Send password reset", "Lift suppression"]) {
    assert.equal(await button(label).count(), 0, label);
  }
});

test("where the systems fail for somebody, it says that nobody can tell", async () => {
  await channel.open();
  const root = await try_out("noor.aziz@mirage.example");
  await root.getByText(/Could not tell/).waitFor();
});

for (const [name, look] of [["light", {}], ["dark", { dark: true }], ["phone", { phone: true }], ["phone-dark", { phone: true, dark: true }]]) {
  test(`a bounce is readable and within the width: ${name}`, async () => {
    const page = await channel.open(look);
    await try_out("rosa.diaz@alpaca.example", look);
    await picture(page, `people-bounced-${name}`);
    await assert_everything_is_named(page);
    await assert_contrast(page);
    await assert_fits(page);
  });
}
