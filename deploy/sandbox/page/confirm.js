import { h } from "./dom.js";
import { text_object } from "./blocks.js";

let count = 0;

/**
 * Asks before a press, as the button's `confirm` object says. Resolves to whether it was confirmed;
 * Escape and the deny button are a no, of which the app never hears.
 * https://api.slack.com/reference/block-kit/composition-objects#confirm
 */
export function ask(confirm, reader) {
  const id = `confirm-${++count}`;
  const danger = confirm.style === "danger";
  const yes = h("button", { class: `button ${danger ? "button-danger" : "button-primary"}`, value: "yes", autofocus: !danger }, confirm.confirm.text);
  const no = h("button", { class: "button", value: "no", autofocus: danger }, confirm.deny.text);
  const dialog = h("dialog", { class: "dialog dialog-small", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-text` },
    h("form", { method: "dialog" },
      h("h2", { class: "dialog-title", id: `${id}-title` }, confirm.title.text),
      h("div", { class: "dialog-body text", id: `${id}-text` }, ...text_object(confirm.text, reader)),
      h("div", { class: "dialog-buttons" }, no, yes)));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}
