/** Makes an element. Text children become text nodes, so nothing here can inject markup. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** The element with this id; a missing one is a mistake in index.html. */
export function by_id(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return element;
}

const k_svg = "http://www.w3.org/2000/svg";

/** A decorative line icon on a 20 by 20 grid; its button carries the name. */
export function icon(name) {
  const svg = document.createElementNS(k_svg, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(k_svg, "path");
  path.setAttribute("d", k_paths[name]);
  svg.append(path);
  return svg;
}

const k_paths = {
  back: "M12 4l-6 6 6 6",
  close: "M5 5l10 10M15 5L5 15",
  edit: "M4 16l.9-3.6L13 4.3a1.3 1.3 0 0 1 1.8 0l.9.9a1.3 1.3 0 0 1 0 1.8l-8.1 8.1L4 16zM11.6 5.7l2.7 2.7",
  external: "M8 5h7v7M15 5l-9 9",
  menu: "M3 5h14M3 10h14M3 15h9",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  send: "M3.5 10h12M10.5 5l5 5-5 5",
  thread: "M4 4h12v9h-7l-3.5 3v-3H4z",
  down: "M10 4v12M5 11l5 5 5-5",
};
