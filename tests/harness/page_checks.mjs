import assert from "node:assert/strict";

/** Roles that nobody can use without hearing a name. */
const k_named_roles = new Set(["article", "button", "combobox", "dialog", "link", "log", "menuitem", "navigation", "radio", "region", "textbox"]);

/** Every element that a screen reader stops at has a name. */
export async function assert_everything_is_named(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const nameless = nodes
    .filter((node) => !node.ignored && k_named_roles.has(node.role?.value) && !node.name?.value?.trim())
    .map((node) => `${node.role.value} (node ${node.backendDOMNodeId})`);
  assert.deepEqual(nameless, [], "elements without an accessible name");
}

/** Every text stands out from what is behind it as WCAG 2.2 (1.4.3) asks of level AA. */
export async function assert_contrast(page) {
  const weak = await page.evaluate(weak_texts);
  assert.deepEqual(weak, [], "texts with too little contrast");
}

/** Nothing sticks out to the side: no sideways scrolling at this width. */
export async function assert_fits(page) {
  const { wanted, given } = await page.evaluate(() => ({
    wanted: document.documentElement.scrollWidth, given: document.documentElement.clientWidth,
  }));
  assert.ok(wanted <= given, `the page wants ${wanted} px of ${given}`);
}

/** Runs in the page. */
function weak_texts() {
  const parse = (text) => {
    const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return { rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1 };
  };
  const over = (top, under) => top.rgb.map((value, i) => value * top.alpha + under[i] * (1 - top.alpha));
  const background = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const weak = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    // A drawn mark's character is there for copying only.
    if (!text || element.closest(".mark, .hidden-text, noscript") || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const is_large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const behind = background(element);
    const found = ratio(over(parse(style.color), behind), behind);
    if (found < (is_large ? 3 : 4.5)) weak.push(`${found.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  return weak;
}
