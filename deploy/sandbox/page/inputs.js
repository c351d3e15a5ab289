import { h } from "./dom.js";
import { text_object } from "./blocks.js";

/**
 * One input block of a modal. `read()` gives the element's state as Slack's `view.state.values`
 * holds it; `show_error(text)` marks it, an empty text clears the mark.
 * https://api.slack.com/reference/block-kit/blocks#input
 */
export function input_block(block, reader, id) {
  const kind = Object.hasOwn(k_kinds, block.element.type) ? k_kinds[block.element.type] : undefined;
  if (!kind) return { node: h("p", { class: "block unknown" }, `This page does not show “${block.element.type}”.`) };
  const ids = { input: `${id}-input`, label: `${id}-label`, hint: `${id}-hint`, error: `${id}-error` };
  const control = kind(block.element, ids, reader);
  const error = h("p", { class: "input-error", id: ids.error });
  const described = block.hint ? `${ids.hint} ${ids.error}` : ids.error;
  for (const one of control.targets) one.setAttribute("aria-describedby", described);

  const label_text = [...text_object(block.label, reader), block.optional ? h("span", { class: "optional" }, " (optional)") : null];
  const label = control.group
    ? h("span", { class: "input-label", id: ids.label }, ...label_text)
    : h("label", { class: "input-label", id: ids.label, for: ids.input }, ...label_text);
  const hint = block.hint && h("p", { class: "input-hint", id: ids.hint }, ...text_object(block.hint, reader));
  const show_error = (text) => {
    error.textContent = text;
    for (const one of control.targets) text ? one.setAttribute("aria-invalid", "true") : one.removeAttribute("aria-invalid");
  };
  return {
    node: h("div", { class: "block input" }, label, control.node, hint, error),
    block_id: block.block_id,
    action_id: block.element.action_id,
    required: !block.optional,
    read: () => ({ type: block.element.type, ...control.read() }),
    is_empty: control.is_empty,
    show_error,
    focus: () => control.targets[0]?.focus(),
    keep: control.keep,
  };
}

const k_kinds = {
  plain_text_input: text_input,
  email_text_input: text_input,
  static_select: select,
  radio_buttons: radios,
  checkboxes,
};

function text_input(element, ids) {
  const attributes = {
    id: ids.input,
    class: "field",
    placeholder: element.placeholder?.text,
    minlength: element.min_length,
    maxlength: element.max_length ?? 3000,
    autofocus: element.focus_on_load,
    autocomplete: "off",
    spellcheck: "false",
  };
  const node = element.multiline
    ? h("textarea", { ...attributes, rows: rows_for(element.initial_value ?? "") })
    : h("input", { ...attributes, type: "text", inputmode: element.type === "email_text_input" ? "email" : undefined });
  node.value = element.initial_value ?? "";
  // Slack shows the beginning of a long text, not its end.
  node.setSelectionRange(0, 0);
  return {
    node,
    targets: [node],
    read: () => ({ value: node.value === "" ? null : node.value }),
    is_empty: () => node.value.trim() === "",
    keep: (state) => { node.value = state.value ?? ""; },
  };
}

/** As many as there are lines, within reason. */
function rows_for(text) {
  return Math.min(12, Math.max(4, text.split("\n").length));
}

function select(element, ids) {
  const node = h("select", { id: ids.input, class: "field" },
    h("option", { value: "" }, element.placeholder?.text ?? "Choose one"),
    ...element.options.map((option) => h("option", { value: option.value }, option.text.text)));
  node.value = element.initial_option?.value ?? "";
  const chosen = () => element.options.find((option) => option.value === node.value) ?? null;
  return {
    node,
    targets: [node],
    read: () => ({ selected_option: chosen() }),
    is_empty: () => !chosen(),
    keep: (state) => { node.value = state.selected_option?.value ?? ""; },
  };
}

function radios(element, ids, reader) {
  const initial = element.initial_option ? [element.initial_option] : [];
  const group = choices(element, ids, reader, "radio", initial);
  return {
    ...group,
    read: () => ({ selected_option: group.chosen()[0] ?? null }),
    keep: (state) => group.choose(state.selected_option ? [state.selected_option] : []),
  };
}

function checkboxes(element, ids, reader) {
  const group = choices(element, ids, reader, "checkbox", element.initial_options ?? []);
  return { ...group, read: () => ({ selected_options: group.chosen() }), keep: (state) => group.choose(state.selected_options ?? []) };
}

function choices(element, ids, reader, type, initial) {
  const boxes = element.options.map((option) => h("input", { type, name: ids.input, value: option.value }));
  const rows = element.options.map((option, index) =>
    h("label", { class: "choice" }, boxes[index], h("span", {}, ...text_object(option.text, reader))));
  const choose = (options) => {
    for (const box of boxes) box.checked = options.some((option) => option.value === box.value);
  };
  choose(initial);
  const chosen = () => element.options.filter((_, index) => boxes[index].checked);
  return {
    node: h("div", { role: type === "radio" ? "radiogroup" : "group", "aria-labelledby": ids.label, class: "choices" }, ...rows),
    targets: boxes,
    group: true,
    chosen,
    choose,
    is_empty: () => chosen().length === 0,
  };
}
