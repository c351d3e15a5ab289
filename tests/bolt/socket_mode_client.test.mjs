// Slack's own Socket Mode client alone: the frames that frameworks build on.
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, afterEach, before, test } from "node:test";
import { LogLevel, SocketModeClient } from "@slack/socket-mode";
import { Sandbox, app_token, dana, support } from "../harness/sandbox.mjs";

let sandbox;
let client;

before(async () => { sandbox = await Sandbox.start(); });
after(() => sandbox?.stop());
afterEach(async () => {
  await client?.disconnect();
  client = undefined;
});

async function connect() {
  client = new SocketModeClient({ appToken: app_token, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: sandbox.api_url } });
  await client.start();
  return client;
}

test("the client is connected once hello has come", async () => {
  const events = await sandbox.listen();
  await connect();
  const { connections } = await events.wait_for("connection", (event) => event.type === "bot" && event.connections > 0);
  assert.equal(connections, 1);
});

test("a slash command arrives with what Slack sends along", async () => {
  await connect();
  const arrived = once(client, "slash_commands");
  await sandbox.act("message", { text: "/diagnose jane.doe@acme.example" });
  const [{ body, ack }] = await arrived;
  await ack();
  assert.equal(body.command, "/diagnose");
  assert.match(body.text, /jane\.doe@acme\.example/);
  assert.equal(body.user_id, dana);
  assert.equal(body.channel_id, support);
  assert.ok(body.trigger_id);
  assert.match(body.response_url, /^http:\/\/127\.0\.0\.1:\d+\//);
});

test("an acknowledgement may carry the answer", async () => {
  const events = await sandbox.listen();
  await connect();
  client.once("slash_commands", ({ ack }) => ack({ response_type: "in_channel", text: "answered in the acknowledgement" }));
  await sandbox.act("message", { text: "/diagnose jane" });
  const answer = await events.message_with("answered in the acknowledgement");
  assert.ok(!answer.is_ephemeral);
});

test("a command that nobody acknowledges ends in a line to its asker", async () => {
  const events = await sandbox.listen();
  await connect();
  await sandbox.act("message", { text: "/diagnose silence" });
  const note = await events.message_with("operation_timeout");
  assert.equal(note.is_ephemeral, true);
});

test("a command with no app connected fails at once", async () => {
  const events = await sandbox.listen();
  await sandbox.act("message", { text: "/diagnose nobody" });
  await events.message_with("dispatch_failed");
});

test("after a disconnect the client comes back and is served again", async () => {
  await connect();
  const again = once(client, "connected");
  await sandbox.act("refresh", { reason: "refresh_requested" });
  await again;
  const arrived = once(client, "slash_commands");
  await sandbox.act("message", { text: "/diagnose again" });
  const [{ body, ack }] = await arrived;
  await ack();
  assert.equal(body.text, "again");
});
