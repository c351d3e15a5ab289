// The status page, as whoever operates the bot sees it: well, without one of the systems, and
// without Slack.
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
let url;
let opened;

before(async () => {
  browser = await launch_browser();
});
beforeEach(async () => {
  opened = [];
  sandbox = await Sandbox.start();
  bot = await Bot.start(sandbox);
  url = await bot.status_url();
});
afterEach(async () => {
  for (const { close } of opened) await close();
  await bot?.stop();
  await sandbox?.stop();
  assert.deepEqual(opened.flatMap(({ problems }) => problems), [], "what the browsers complained about");
});
after(() => browser?.close());

async function open(look = {}) {
  const one = await open_page(browser, `${url}/`, { ...look, landmark: ["heading", /well|Commands|No command/] });
  opened.push(one);
  return one.page;
}

/** Asks, and waits for the answer's buttons. */
async function diagnose(address) {
  const events = await sandbox.listen();
  await sandbox.act("message", { text: `/diagnose ${address}` });
  await events.wait_for(`the answer about ${address}`, ({ message }) => message?.thread_ts && JSON.stringify(message.blocks).includes("Draft reply"));
}

/** Looks again until the page says so, and how many connections there are. */
async function until(page, name, connections) {
  const slack = page.getByRole("region", { name: "Slack" }).getByText(connections);
  for (let looks = 0; looks < 300; ++looks) {
    if (await page.getByRole("heading", { name }).count() > 0 && await slack.count() > 0) return;
    await page.reload();
  }
  assert.fail(`the page never says ${name}: ${await page.getByRole("heading", { level: 1 }).textContent()}`);
}

async function assert_good(page, name) {
  await picture(page, name, { whole: true });
  await assert_everything_is_named(page);
  await assert_contrast(page);
  await assert_fits(page);
}

const looks = [["light", {}], ["dark", { dark: true }], ["phone", { phone: true }], ["phone-dark", { phone: true, dark: true }]];

test("says that all is well, and what was diagnosed last, in every look", async () => {
  await diagnose(customer);
  for (const [name, look] of looks) {
    const page = await open(look);
    await until(page, "All is well", "2 of 2 connections");
    const newest = page.getByRole("region", { name: "Newest diagnoses" });
    await newest.getByText("account unconfirmed").waitFor();
    assert.ok(!(await page.content()).includes(customer), "the address is masked");
    await newest.getByText(/j\*+@acme\.example/).waitFor();
    await page.getByRole("region", { name: "Systems that are asked" }).getByText("Mailgun").waitFor();
    await assert_good(page, `status-well-${name}`);
  }
});

test("names the system that answers are made without", async () => {
  await sandbox.post("faults", { system: "gitlab", status: 502, count: 1000 });
  // What fails together counts once: it takes a few questions until it is left alone.
  for (const address of [customer, "omar@acme.example", "lena@acme.example", "kim@acme.example"]) await diagnose(address);
  for (const [name, look] of looks) {
    const page = await open(look);
    await until(page, /Commands are answered, without GitLab\.com/, "2 of 2 connections");
    await page.getByText(/Left alone since|Last failure/).first().waitFor();
    await assert_good(page, `status-poorer-${name}`);
  }
});

test("says that no command is taken on without Slack", async () => {
  await sandbox.stop();
  sandbox = undefined;
  for (const [name, look] of looks.slice(0, 3)) {
    const page = await open(look);
    await until(page, "No command is taken on", "0 of 2 connections");
    await assert_good(page, `status-bad-${name}`);
  }
});

test("needs nothing from elsewhere and lets nobody frame or keep it", async () => {
  const answer = await fetch(`${url}/`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type"), /^text\/html/);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const policy = answer.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  const page = await open();
  const requested = [];
  page.on("request", (request) => requested.push(request.url()));
  await page.reload();
  assert.deepEqual(requested.filter((one) => !one.startsWith("data:")), [`${url}/`]);
  // The style really applies under the policy.
  assert.notEqual(await page.locator(".verdict").evaluate((one) => getComputedStyle(one).borderLeftWidth), "0px");
  const metrics = await fetch(`${url}/metrics`);
  assert.equal(metrics.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
});
