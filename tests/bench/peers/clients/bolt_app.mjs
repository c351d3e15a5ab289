// bolt_app.mjs API_URL: acknowledges every command and answers it with one post.
import bolt from "@slack/bolt";

const app = new bolt.App({
  token: "xoxb-sandbox", appToken: "xapp-sandbox", socketMode: true, logLevel: bolt.LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.argv[2] },
});
app.command("/diagnose", async ({ ack, command, say }) => {
  await ack();
  await say(`Sign-in check for ${command.text}`);
});
app.event("message", async () => {});
process.once("SIGTERM", () => process.exit(0));
await app.start();
