import { h, icon } from "./dom.js";
import { render_blocks } from "./blocks.js";
import { input_block } from "./inputs.js";

/**
 * One open view. `on_submit(values)` answers `{ok, error?}`; what the app decided (errors, another
 * view, closed) arrives through show_errors, update and close. `on_dismiss` runs when the person
 * closes it. https://api.slack.com/surfaces/modals
 */
export class Modal {
  constructor(view, { reader, on_submit, on_dismiss }) {
    this.reader_ = reader;
    this.on_submit_ = on_submit;
    this.title_ = h("h2", { class: "dialog-title", id: `${view.id}-title` });
    this.body_ = h("div", { class: "dialog-body" });
    this.problem_ = h("p", { class: "dialog-problem", role: "alert" });
    this.buttons_ = h("div", { class: "dialog-buttons" });
    this.form_ = h("form", { novalidate: true, onsubmit: (event) => this.submit_(event) },
      h("header", { class: "dialog-head" }, this.title_,
        h("button", { class: "icon-button", type: "button", "aria-label": "Close", onclick: () => this.dialog_.close() }, icon("close"))),
      this.body_, this.problem_, this.buttons_);
    this.dialog_ = h("dialog", { class: "dialog", "aria-labelledby": `${view.id}-title` }, this.form_);
    this.dialog_.addEventListener("close", () => {
      this.dialog_.remove();
      if (!this.closed_by_app_) on_dismiss();
    });
    this.render_(view);
    document.body.append(this.dialog_);
    this.dialog_.showModal();
    this.inputs_[0]?.focus();
  }

  /** Another view in its place; what was typed stays where block and action are the same. */
  update(view) {
    const before = this.inputs_.map((input) => [`${input.block_id}/${input.action_id}`, input.read()]);
    this.render_(view);
    const kept = new Map(before);
    for (const input of this.inputs_) {
      const state = kept.get(`${input.block_id}/${input.action_id}`);
      if (state) input.keep(state);
    }
  }

  /** `errors`: text by block id, the first marked input gets the focus; what belongs to none stands below. */
  show_errors(errors) {
    this.wait_(false);
    const inputs = new Set(this.inputs_.map((input) => input.block_id));
    for (const input of this.inputs_) input.show_error(errors[input.block_id] ?? "");
    this.problem_.textContent = Object.keys(errors).filter((id) => !inputs.has(id)).map((id) => errors[id]).join(" ");
    this.inputs_.find((input) => errors[input.block_id])?.focus();
  }

  close() {
    this.closed_by_app_ = true;
    this.dialog_.close();
  }

  render_(view) {
    this.title_.textContent = view.title.text;
    this.inputs_ = [];
    const context = { reader: this.reader_, press: () => {}, state: () => undefined };
    this.body_.replaceChildren(...view.blocks.flatMap((block, index) => {
      if (block.type !== "input") return render_blocks([block], context);
      const input = input_block(block, this.reader_, `${view.id}-${index}`);
      if (input.read) this.inputs_.push(input);
      return [input.node];
    }));
    this.submit_button_ = view.submit && h("button", { class: "button button-primary", type: "submit" }, view.submit.text);
    this.buttons_.replaceChildren(...[
      h("button", { class: "button", type: "button", onclick: () => this.dialog_.close() }, view.close?.text ?? "Cancel"),
      this.submit_button_,
    ].filter(Boolean));
    this.problem_.textContent = "";
    this.waiting_ = false;
  }

  async submit_(event) {
    event.preventDefault();
    if (this.waiting_) return;
    const missing = this.inputs_.filter((input) => input.required && input.is_empty());
    if (missing.length) {
      this.show_errors(Object.fromEntries(missing.map((input) => [input.block_id, "Please fill in this field."])));
      return;
    }
    this.show_errors({});
    this.wait_(true);
    const values = {};
    for (const input of this.inputs_) (values[input.block_id] ??= {})[input.action_id] = input.read();
    const answer = await this.on_submit_(values);
    if (answer.ok) return;
    this.wait_(false);
    this.problem_.textContent = `That did not work (${answer.error}). Please try again.`;
  }

  wait_(waiting) {
    this.waiting_ = waiting;
    this.submit_button_?.classList.toggle("waiting", waiting);
    this.submit_button_?.setAttribute("aria-disabled", String(waiting));
  }
}
