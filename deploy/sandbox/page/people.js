import { h } from "./dom.js";

/** Where in the story it goes wrong; each cause is found under the first that fits. */
const k_groups = [
  ["The account", /^(account_|login_|signs_in_)/],
  ["The address", /^(email_change_|other_address|no_account)/],
  ["The mail", /^mail_/],
  ["The reset", /^reset_/],
  ["Otherwise", /^/],
];

/** The customers of this sandbox. `on_try(command)` gets the text for the message box. */
export function render_people(place, people, on_try) {
  const group_of = (person) => k_groups.find(([, causes]) => causes.test(person.cause));
  place.replaceChildren(...k_groups.flatMap((group, i) => {
    const members = people.filter((person) => group_of(person) === group);
    if (!members.length) return [];
    const id = `people-group-${i}`;
    return [
      h("h3", { class: "people-group", id }, group[0]),
      h("ul", { "aria-labelledby": id }, members.map((person) => entry(person, on_try))),
    ];
  }));
}

function entry(person, on_try) {
  return h("li", { class: "person" },
    h("p", { class: "person-head" },
      h("span", { class: "person-name" }, person.name || person.email),
      h("code", { class: "cause" }, person.cause)),
    person.story ? h("p", { class: "person-story" }, person.story) : null,
    h("p", { class: "person-address" }, h("code", {}, person.email),
      h("button", { class: "button button-small", type: "button", "aria-label": `Try ${person.email}`,
        onclick: () => on_try(`/diagnose ${person.email}`) }, "Try")));
}
