import { h } from "./dom.js";

/** The customers of this sandbox. `on_try(command)` gets the text for the message box. */
export function render_people(list, people, on_try) {
  list.replaceChildren(...people.map((person) => h("li", { class: "person" },
    h("p", { class: "person-head" },
      h("span", { class: "person-name" }, person.name || person.email),
      h("code", { class: "cause" }, person.cause)),
    person.story ? h("p", { class: "person-story" }, person.story) : null,
    h("p", { class: "person-address" }, h("code", {}, person.email),
      h("button", { class: "button button-small", type: "button", "aria-label": `Try ${person.email}`,
        onclick: () => on_try(`/diagnose ${person.email}`) }, "Try")))));
}
