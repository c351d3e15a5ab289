import { h, icon } from "./dom.js";
import { with_marks } from "./emoji.js";

/**
 * A Block Kit button. Its visible label is its accessible name; the longer `accessibility_label`
 * describes it. While a press waits for the app, it keeps the focus but does nothing.
 * https://api.slack.com/reference/block-kit/block-elements#button
 */
export function button(block_id, element, context) {
  const state = context.state(block_id, element.action_id);
  const waiting = state === "waiting";
  const attributes = {
    class: ["button", k_styles[element.style], waiting && "waiting"].filter(Boolean).join(" "),
    "aria-description": element.accessibility_label,
    "aria-disabled": waiting ? "true" : undefined,
    "data-focus": `${block_id}/${element.action_id}`,
    onclick: () => { if (!waiting) context.press(block_id, element); },
  };
  const label = with_marks(element.text.text);
  const made = element.url ? link_button(element, attributes, label) : h("button", { type: "button", ...attributes }, ...label);
  if (!state || waiting) return made;
  return h("span", { class: "button-with-note" }, made, h("span", { class: "button-note", role: "alert" }, state));
}

const k_styles = { primary: "button-primary", danger: "button-danger" };

/** Opens its address in a new tab and tells the app as well, as Slack does. */
function link_button(element, attributes, label) {
  if (!/^https?:/i.test(element.url)) return h("button", { type: "button", ...attributes }, ...label);
  return h("a", {
    ...attributes, href: element.url, target: "_blank", rel: "noopener noreferrer", role: "button",
    onkeydown: (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      event.currentTarget.click();
    },
  }, ...label, icon("external"));
}
