import { h } from "./dom.js";

/**
 * The box in which one's own message is rewritten, in its place. `save(text)` answers
 * `{ok, error?}`, the error in words; `close()` ends it. Enter saves, Escape gives up.
 */
export function message_editor(text, { save, close }) {
  const problem = h("p", { class: "composer-problem", role: "alert" });
  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  };
  const submit = async () => {
    const wanted = box.value.trim();
    if (!wanted) return;
    const answer = await save(wanted);
    if (answer.ok) close();
    else problem.textContent = answer.error;
  };
  const on_key = (event) => {
    if (event.isComposing) return;
    const saves = event.key === "Enter" && !event.shiftKey && event.target === box;
    if (!saves && event.key !== "Escape") return;
    event.preventDefault();
    if (saves) submit();
    else close();
  };
  // All of it bears the name of the button that opened it: where the box goes, the focus goes there.
  const box = h("textarea", {
    class: "field editor-box", rows: 1, maxlength: 4000, autocomplete: "off", "aria-label": "Edit message", "data-focus": "edit",
    oninput: fit, onfocus: fit,
  });
  box.value = text;
  box.setSelectionRange(text.length, text.length);
  return h("form", { class: "editor", onkeydown: on_key, onsubmit: (event) => { event.preventDefault(); submit(); } },
    box, problem,
    h("div", { class: "editor-buttons" },
      h("button", { class: "button button-small", type: "button", "data-focus": "edit", onclick: close }, "Cancel"),
      h("button", { class: "button button-small button-primary", type: "submit", "data-focus": "edit" }, "Save")));
}
