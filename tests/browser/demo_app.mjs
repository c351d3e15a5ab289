import { section, plain } from "../harness/scripted_app.mjs";

const button = (action_id, label, more = {}) => ({ type: "button", action_id, text: plain(label), value: action_id, ...more });

const remedies = {
  type: "actions", block_id: "remedies",
  elements: [
    button("resend", "Resend confirmation", {
      style: "primary",
      confirm: { title: plain("Resend the confirmation?"), text: { type: "mrkdwn", text: "A mail goes to *jane.doe@acme.example*." }, confirm: plain("Resend"), deny: plain("Cancel") },
    }),
    button("escalate", "Escalate", { style: "danger" }),
    button("open_account", "Open account", { url: "http://127.0.0.1/never-opened" }),
  ],
};

export const form = {
  type: "modal", callback_id: "ask", title: plain("Diagnose a sign-in"), submit: plain("Diagnose"), close: plain("Cancel"), notify_on_close: true,
  blocks: [
    section("Why can a customer not sign in?"),
    { type: "input", block_id: "address", label: plain("Address of the customer"), element: { type: "plain_text_input", action_id: "text" } },
    { type: "input", block_id: "note", optional: true, label: plain("Note"), element: { type: "plain_text_input", action_id: "text", multiline: true } },
  ],
};

/** Speaks every part of Block Kit that the page has to show, so that the page is tested without the bot. */
export function demo_app(heard) {
  return (app) => {
    app.command("/diagnose", async ({ ack, command, client, body, respond }) => {
      await ack();
      if (!command.text) return client.views.open({ trigger_id: body.trigger_id, view: form });
      if (command.text === "help") return respond("Type an address.");
      const root = await client.chat.postMessage({ channel: command.channel_id, text: "Looking …", blocks: [section(":mag: Looking …\n▰▱▱▱▱▱")] });
      await client.chat.update({
        channel: root.channel, ts: root.ts, text: "The confirmation mail bounced",
        blocks: [section(":red_circle: *The confirmation mail bounced*"), { type: "context", elements: [{ type: "mrkdwn", text: `asked by <@${command.user_id}>` }] }],
      });
      await client.chat.postMessage({
        channel: root.channel, thread_ts: root.ts, text: "Why",
        blocks: [
          { type: "header", text: plain("Why") },
          { type: "section", fields: [{ type: "mrkdwn", text: "*State*\nunconfirmed" }, { type: "mrkdwn", text: "*Since*\n<!date^1700000000^{date_short} {time}|2023-11-14 UTC>" }] },
          { type: "divider" },
          remedies,
        ],
      });
    });
    for (const id of ["resend", "escalate", "open_account"]) {
      app.action(id, async ({ ack, body, client }) => {
        await ack();
        heard.push(id);
        if (id !== "resend") return;
        await client.chat.update({
          channel: body.channel.id, ts: body.message.ts, text: "Resent",
          blocks: [section(`:white_check_mark: <@${body.user.id}> resent the confirmation`)],
        });
      });
    }
    app.view("ask", async ({ ack, view }) => {
      const { value } = view.state.values.address.text;
      heard.push(`submitted ${value}`);
      await ack(value.includes("@") ? undefined : { response_action: "errors", errors: { address: "That is no address." } });
    });
    app.view({ callback_id: "ask", type: "view_closed" }, async ({ ack }) => {
      heard.push("closed");
      await ack();
    });
    app.shortcut("diagnose_message", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: form });
    });
  };
}
