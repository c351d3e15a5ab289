// A stand-in that forgives more than Slack hides faults until production: what Slack refuses, the
// sandbox refuses in the same words (docs.slack.dev, one page per method).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import bolt from "@slack/bolt";
import { Sandbox, app_token, bot_token, support } from "../harness/sandbox.mjs";
import { plain, section, start_scripted_app } from "../harness/scripted_app.mjs";

const { ErrorCode, LogLevel, WebClient } = bolt.webApi;

let sandbox;
let client;

before(async () => {
  sandbox = await Sandbox.start();
  client = new WebClient(bot_token, { slackApiUrl: sandbox.api_url, logLevel: LogLevel.ERROR, retryConfig: { retries: 0 } });
});
after(() => sandbox?.stop());

const refused = (call, error) => assert.rejects(call, (thrown) => {
  assert.equal(thrown.code, ErrorCode.PlatformError);
  assert.equal(thrown.data.error, error);
  return true;
});

test("a bot token opens no Socket Mode connection", async () => {
  await refused(client.apps.connections.open({}), "not_allowed_token_type");
});

test("an app token posts no message", async () => {
  await refused(new WebClient(app_token, { slackApiUrl: sandbox.api_url, logLevel: LogLevel.ERROR }).chat
    .postMessage({ channel: support, text: "hello" }), "not_allowed_token_type");
});

test("an unknown token is invalid", async () => {
  assert.equal((await sandbox.call("auth.test", { token: "xoxb-unknown" })).error, "invalid_auth");
});

test("a method that takes forms only does not look at a JSON body", async () => {
  const asked = { type: "application/json; charset=utf-8", body: { user: "U0DANA" } };
  assert.equal((await sandbox.call("users.info", asked)).error, "user_not_found");
  const by_form = await sandbox.call("users.info", { body: { user: "U0DANA" } });
  assert.equal(by_form.user.id, "U0DANA");
});

test("a channel that the bot is not in takes no message from it", async () => {
  await refused(client.chat.postMessage({ channel: "C0GENERAL", text: "hello" }), "not_in_channel");
});

test("a message has at most fifty blocks", async () => {
  const blocks = Array.from({ length: 51 }, (_, index) => section(`line ${index}`));
  await refused(client.chat.postMessage({ channel: support, text: "too long", blocks }), "invalid_blocks");
});

test("a trigger opens one modal", async () => {
  const view = { type: "modal", title: plain("Once"), blocks: [section("one")] };
  let second;
  const finished = new Promise((resolve) => { second = resolve; });
  const app = await start_scripted_app(sandbox, (it) => {
    it.command("/diagnose", async ({ ack, body, client: api }) => {
      await ack();
      await api.views.open({ trigger_id: body.trigger_id, view });
      second(await api.views.open({ trigger_id: body.trigger_id, view }).catch((error) => error));
    });
  });
  try {
    await sandbox.act("message", { text: "/diagnose" });
    assert.equal((await finished).data?.error, "exchanged_trigger_id");
  } finally {
    await app.stop();
  }
});
