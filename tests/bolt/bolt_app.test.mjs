// Slack's own framework, unchanged but for the address of the API, against the sandbox: what works
// here is what makes the sandbox a stand-in for Slack rather than for our idea of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Sandbox, dana, support } from "../harness/sandbox.mjs";
import { plain, section, start_scripted_app } from "../harness/scripted_app.mjs";

let sandbox;
let app;
let events;

const offer = [section("Shall I?"), {
  type: "actions", block_id: "offer",
  elements: [{ type: "button", action_id: "do_it", text: plain("Do it"), value: "now", style: "primary" }],
}];
const form = {
  type: "modal", callback_id: "ask_address", title: plain("Diagnose a sign-in"), submit: plain("Diagnose"),
  blocks: [{ type: "input", block_id: "address", label: plain("Address"), element: { type: "plain_text_input", action_id: "text" } }],
};

function script(it) {
  it.command("/diagnose", async ({ ack, command, client, respond, body }) => {
    await ack();
    if (command.text === "form") await client.views.open({ trigger_id: body.trigger_id, view: form });
    else if (command.text === "offer") await client.chat.postMessage({ channel: command.channel_id, text: "Shall I?", blocks: offer });
    else await respond(`You asked for ${command.text}`);
  });
  it.action("do_it", async ({ ack, body, client, action }) => {
    await ack();
    await client.chat.update({
      channel: body.channel.id, ts: body.message.ts, text: "Done",
      blocks: [section(`<@${body.user.id}> did it ${action.value}`)],
    });
  });
  it.view("ask_address", async ({ ack, view, client, body }) => {
    const address = view.state.values.address.text.value;
    if (!address.includes("@")) return ack({ response_action: "errors", errors: { address: "That is no address." } });
    await ack();
    await client.chat.postMessage({ channel: support, text: `<@${body.user.id}> asked for ${address}` });
  });
  it.event("app_mention", async ({ event, say }) => {
    await say({ text: `Heard you, <@${event.user}>`, thread_ts: event.ts });
  });
  it.shortcut("diagnose_message", async ({ ack, shortcut, client }) => {
    await ack();
    await client.chat.postMessage({ channel: shortcut.channel.id, thread_ts: shortcut.message.ts, text: "Taken from this message" });
  });
}

before(async () => {
  sandbox = await Sandbox.start();
  events = await sandbox.listen();
  app = await start_scripted_app(sandbox, script);
});

after(async () => {
  await app?.stop();
  await sandbox?.stop();
});

test("a slash command is acknowledged and answered to the asker alone", async () => {
  const others = await sandbox.listen("U0OMAR");
  await sandbox.act("message", { text: "/diagnose jane" });
  const answer = await events.message_with("You asked for jane");
  assert.equal(answer.is_ephemeral, true);
  await sandbox.act("message", { text: "a word to everybody" });
  await others.message_with("a word to everybody");
  assert.ok(!JSON.stringify(others.events).includes("You asked for jane"));
});

test("a pressed button reaches its handler, which rewrites the message", async () => {
  await sandbox.act("message", { text: "/diagnose offer" });
  const offered = await events.message_with("Shall I?");
  await sandbox.act("action", { message_ts: offered.ts, block_id: "offer", action_id: "do_it", value: "now" });
  const done = await events.message_with("did it now");
  assert.equal(done.ts, offered.ts);
  assert.ok(JSON.stringify(done.blocks).includes(`<@${dana}>`));
  const result = await events.wait_for("result of the press", (event) => event.type === "action_result" && event.message_ts === offered.ts);
  assert.equal(result.ok, true);
});

test("a modal shows the app's errors, and closes when its second try is accepted", async () => {
  await sandbox.act("message", { text: "/diagnose form" });
  const { view } = await events.wait_for("modal", (event) => event.type === "view_opened");
  const submit = (value) => sandbox.act("view_submission", {
    view_id: view.id, values: { address: { text: { type: "plain_text_input", value } } },
  });
  await submit("jane");
  const refused = await events.wait_for("errors", (event) => event.type === "view_errors");
  assert.deepEqual(refused.errors, { address: "That is no address." });
  await submit("jane.doe@acme.example");
  await events.wait_for("closed modal", (event) => event.type === "view_closed" && event.view_id === view.id);
  await events.message_with("asked for jane.doe@acme.example");
});

test("a mention is answered in its thread", async () => {
  const { ts } = await sandbox.act("message", { text: "@Latchkey are you there?" });
  const answer = await events.message_with("Heard you");
  assert.equal(answer.thread_ts, ts);
});

test("a message shortcut carries its message", async () => {
  const { ts } = await sandbox.act("message", { text: "jane.doe@acme.example cannot sign in" });
  await sandbox.act("shortcut", { message_ts: ts, callback_id: "diagnose_message" });
  const answer = await events.message_with("Taken from this message");
  assert.equal(answer.thread_ts, ts);
});

// This client closes its old connection before it dials (node-slack-sdk's socket-mode 3.1), so a
// command in between would be lost; the real Slack loses it, too.
test("a refresh of the connection is survived", async () => {
  events.clear();
  await sandbox.act("refresh", { reason: "refresh_requested" });
  await events.wait_for("new connection", (event) => event.type === "bot" && event.connections > 0);
  await sandbox.act("message", { text: "/diagnose after-refresh" });
  await events.message_with("You asked for after-refresh");
});
