// Slack's text format as the page shows it (https://api.slack.com/reference/surfaces/formatting).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch_browser, open_page } from "../harness/browser.mjs";
import { Sandbox } from "../harness/sandbox.mjs";

let sandbox;
let browser;
let page;

before(async () => {
  sandbox = await Sandbox.start();
  browser = await launch_browser();
  ({ page } = await open_page(browser, sandbox.origin));
});
after(async () => {
  await browser?.close();
  await sandbox?.stop();
});

/** The markup that a text becomes, for a reader in UTC who is dana. */
const html = (text) => page.evaluate(async (source) => {
  const { mrkdwn } = await import("/mrkdwn.js");
  const { Dates } = await import("/dates.js");
  const box = document.createElement("div");
  box.append(...mrkdwn(source, {
    users: new Map([["U1", { name: "dana" }], ["U2", { name: "omar" }]]), me: { id: "U1" },
    groups: new Map([["S7", { handle: "on-call", users: ["U1"] }], ["S8", { handle: "managers", users: [] }]]),
    channels: [{ id: "C1", name: "support" }], dates: new Dates("UTC"),
  }));
  return box.innerHTML;
}, text);

const external = 'target="_blank" rel="noopener noreferrer"';
const cases = [
  ["styles", "*bold* _italic_ ~gone~ `code`", "<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>"],
  ["styles in one another", "*a _b_*", "<strong>a <em>b</em></strong>"],
  ["no styles inside words, numbers or names", "snake_case_name 2*3*4", "snake_case_name 2*3*4"],
  ["no styles around blanks", "* a * and _ b _", "* a * and _ b _"],
  ["nothing but text inside code", "`*a* :x:`", "<code>*a* :x:</code>"],
  ["a block", "see\n```\n*a*\n  b```", "see\n<pre><code>*a*\n  b</code></pre>"],
  ["a block that does not end", "```open", "```open"],
  ["a quote of two lines", "&gt; a\n&gt; b\nc", "<blockquote>a\nb</blockquote>c"],
  ["entities, decoded once", "&lt;b&gt; &amp;lt; &quot;", "&lt;b&gt; &amp;lt; &amp;quot;"],
  ["markup as the text that it is", "<b onclick=x>hi</b><img src=x onerror=y>", "<span>b onclick=x</span>hi<span>/b</span><span>img src=x onerror=y</span>"],
  ["a link with a label", "<https://a.example/?x=1&amp;y=2|the &lt;ticket&gt;>", `<a href="https://a.example/?x=1&amp;y=2" ${external}>the &lt;ticket&gt;</a>`],
  ["an address", "<mailto:a@b.example|a@b.example>", `<a href="mailto:a@b.example" ${external}>a@b.example</a>`],
  ["no link that runs something", "<javascript:alert(1)|click>", "<span>click</span>"],
  ["mentions", "<@U1> <@U2> <@U9|vera>", '<span class="mention mention-me">@dana</span> <span class="mention">@omar</span> <span class="mention">@vera</span>'],
  ["groups that are known, one's own among them", "<!subteam^S7> <!subteam^S8|@old>", '<span class="mention mention-group mention-me">@on-call</span> <span class="mention mention-group">@managers</span>'],
  ["a group and a channel", "<!subteam^S1|@support-team> <#C1|x>", '<span class="mention mention-group">@support-team</span> <span class="mention">#support</span>'],
  ["a date in the reader's zone", "<!date^1700000000^{date_num} {time}|fallback>", '<time datetime="2023-11-14T22:13:20.000Z" title="fallback">2023-11-14 22:13</time>'],
  ["a date of long ago with its year", "<!date^1700000000^{date_short}|f>", '<time datetime="2023-11-14T22:13:20.000Z" title="f">14 Nov 2023</time>'],
  ["a date with a link", "<!date^1700000000^{time_secs}^https://a.example/|f>", `<a href="https://a.example/" ${external}><time datetime="2023-11-14T22:13:20.000Z" title="f">22:13:20</time></a>`],
  ["a date that is none", "<!date^soon^{time}|later>", "later"],
  ["emoji by name", ":tada: :white_check_mark: :unknown_one:", '🎉 <span class="mark mark-done" role="img" aria-label="done">✅</span> :unknown_one:'],
  ["times of the day are no emoji", "10:04:05", "10:04:05"],
  ["a progress bar", "▰▰▱ 2 of 3", "▰▰▱ 2 of 3"],
];

for (const [name, text, expected] of cases) {
  test(`mrkdwn: ${name}`, async () => {
    assert.equal(await html(text), expected);
  });
}

test("mrkdwn: a date of this half year has no year", async () => {
  const last_week = Math.floor(Date.now() / 1000) - 7 * 86_400;
  assert.match(await html(`<!date^${last_week}^{date_short}|f>`), />\d{1,2} [A-Z][a-z]{2,3}<\/time>$/);
});

test("mrkdwn: a long line of unfinished styles is shown soon", async () => {
  const text = "*a _b ~c ".repeat(330);
  assert.equal((await html(text)).length, text.length);
});
