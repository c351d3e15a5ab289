import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

const k_executable = process.env.LATCHKEY_CHROMIUM ?? "/usr/bin/chromium";
const k_artifacts = process.env.LATCHKEY_ARTIFACTS ?? "artifacts";
/** A page on a busy machine; what it waits for is local. */
const k_patience_ms = 30_000;
const k_flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Debian's Chromium with a profile of its own, which goes with it. */
export function launch_browser() {
  return chromium.launch({ executablePath: k_executable, args: k_flags });
}

/**
 * A page in a fresh profile: the sandbox's, unless another one's `landmark` is waited for.
 * `problems` collects what must never happen: errors on the console, exceptions, failed requests,
 * and answers from 400 up. What a page leaves unfinished when it is closed is no problem.
 */
export async function open_page(browser, url, { phone = false, dark = false, landmark = ["textbox", /^Message /] } = {}) {
  const context = await browser.newContext({
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    hasTouch: phone, isMobile: phone, deviceScaleFactor: phone ? 2 : 1,
    colorScheme: dark ? "dark" : "light",
  });
  context.setDefaultTimeout(k_patience_ms);
  const page = await context.newPage();
  const problems = [];
  const found = (problem) => { if (!closing) problems.push(problem); };
  let closing = false;
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) found(`console: ${message.text()}`); });
  page.on("pageerror", (error) => found(`exception: ${error.stack}`));
  page.on("requestfailed", (request) => { if (!is_stream(request)) found(`failed: ${request.url()} ${request.failure()?.errorText}`); });
  page.on("response", (response) => { if (response.status() >= 400) found(`${response.status()}: ${response.url()}`); });
  await page.goto(url);
  await page.getByRole(landmark[0], { name: landmark[1] }).waitFor();
  const close = () => {
    closing = true;
    return context.close();
  };
  return { page, problems, close };
}

/** Saves what the page looks like, for a person to look at. */
export async function picture(page, name, { whole = false } = {}) {
  await mkdir(k_artifacts, { recursive: true });
  await page.screenshot({ path: join(k_artifacts, `${name}.png`), fullPage: whole });
}

/** A stream ends with its page, and when the person changes: that is no failure. */
function is_stream(request) {
  return new URL(request.url()).pathname === "/sandbox/stream";
}
