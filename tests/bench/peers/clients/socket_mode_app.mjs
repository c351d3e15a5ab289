// socket_mode_app.mjs API_URL: the same without a framework.
import bolt from "@slack/bolt";
import { LogLevel, SocketModeClient } from "@slack/socket-mode";

const clientOptions = { slackApiUrl: process.argv[2] };
const web = new bolt.webApi.WebClient("xoxb-sandbox", { ...clientOptions, logLevel: LogLevel.ERROR });
const client = new SocketModeClient({ appToken: "xapp-sandbox", logLevel: LogLevel.ERROR, clientOptions });
client.on("slash_commands", async ({ ack, body }) => {
  await ack();
  await web.chat.postMessage({ channel: body.channel_id, text: `Sign-in check for ${body.text}` });
});
client.on("message", ({ ack }) => ack());
process.once("SIGTERM", () => process.exit(0));
await client.start();
