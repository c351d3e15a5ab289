import { h } from "./dom.js";

const k_colours = 6;

/** Initials on one of a few colours, always the same for the same person; an app shows its key. */
export function avatar(author, size = "") {
  const colour = author.is_app ? "avatar-app" : `avatar-${hash(author.id ?? author.name) % k_colours}`;
  return h("span", { class: `avatar ${colour} ${size}`.trim(), "aria-hidden": "true" }, author.is_app ? "" : initials(author.name));
}

function initials(name) {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join("");
}

function hash(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)) % 65_521;
  return sum;
}
