import { h, icon } from "./dom.js";

/**
 * A message box. `send(text)` answers `{ok, error?}`, the error in words; after a failure the
 * text is still there.
 * `hints(text)` may return [{command, usage_hint, description}] to show above the box.
 */
export class Composer {
  constructor(place, { id, send_label, send, hints = () => [] }) {
    this.send_ = send;
    this.hints_ = hints;
    this.box_ = h("textarea", {
      id, rows: 1, class: "composer-box", autocomplete: "off", maxlength: 4000,
      "aria-describedby": `${id}-problem`,
      onkeydown: (event) => this.key_(event),
      oninput: () => this.changed_(),
    });
    this.hint_list_ = h("ul", { class: "hints", hidden: true, "aria-label": "Commands" });
    this.problem_ = h("p", { class: "composer-problem", id: `${id}-problem`, role: "alert" });
    this.button_ = h("button", { class: "send", type: "submit", "aria-label": send_label, "aria-disabled": "true" }, icon("send"));
    place.append(h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.submit_(); } },
      this.hint_list_, this.problem_,
      h("div", { class: "composer-row" }, this.box_, this.button_)));
  }

  /** The name of the text box is also what it shows while empty. */
  name(text) {
    this.box_.setAttribute("aria-label", text);
    this.box_.placeholder = text;
  }

  put(text) {
    this.box_.value = text;
    this.changed_();
    this.focus();
  }

  clear() {
    this.box_.value = "";
    this.changed_();
  }

  focus() {
    this.box_.focus();
  }

  changed_() {
    this.problem_.textContent = "";
    this.button_.setAttribute("aria-disabled", String(this.box_.value.trim() === ""));
    this.box_.style.height = "auto";
    this.box_.style.height = `${this.box_.scrollHeight}px`;
    const hints = this.hints_(this.box_.value);
    this.hint_list_.hidden = hints.length === 0;
    this.hint_list_.replaceChildren(...hints.map((hint) => h("li", { class: "hint" },
      h("code", {}, `${hint.command} ${hint.usage_hint ?? ""}`.trim()), h("span", {}, hint.description ?? ""))));
  }

  key_(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit_();
  }

  async submit_() {
    const text = this.box_.value.trim();
    if (!text) return;
    this.clear();
    const answer = await this.send_(text);
    if (answer.ok) return;
    if (this.box_.value === "") this.box_.value = text;
    this.changed_();
    this.problem_.textContent = answer.error;
  }
}
