import bolt from "@slack/bolt";
import { app_token, bot_token } from "./sandbox.mjs";

/**
 * A small app on Slack's own framework. It differs from one for the real Slack in one setting only,
 * `slackApiUrl`. `script(app)` registers its listeners before it connects.
 */
export async function start_scripted_app(sandbox, script) {
  const app = new bolt.App({
    token: bot_token, appToken: app_token, socketMode: true, logLevel: bolt.LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.api_url },
  });
  script(app);
  await app.start();
  return app;
}

export const plain = (text) => ({ type: "plain_text", text });
export const section = (text) => ({ type: "section", text: { type: "mrkdwn", text } });
