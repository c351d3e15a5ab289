import { h } from "./dom.js";

const k_gap_px = 4;

/** Opens a menu at a button. `items`: [{label, run}]. Escape and a click elsewhere close it. */
export function open_menu(anchor, items) {
  const menu = h("div", { class: "menu", role: "menu", popover: "auto" }, ...items.map((item) =>
    h("button", { class: "menu-item", type: "button", role: "menuitem", onclick: () => { menu.hidePopover(); item.run(); } }, item.label)));
  menu.addEventListener("keydown", (event) => move(event, menu));
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    if (menu.contains(document.activeElement)) anchor.focus();
    menu.remove();
    anchor.removeAttribute("aria-expanded");
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  anchor.setAttribute("aria-expanded", "true");
  menu.firstElementChild.focus();
}

/** Below the button, or above it where there is no room; never over the edge of the page. */
function place(menu, anchor) {
  const size = menu.getBoundingClientRect();
  const below = anchor.bottom + k_gap_px;
  const fits = below + size.height <= window.innerHeight;
  menu.style.top = `${fits ? below : anchor.top - size.height - k_gap_px}px`;
  menu.style.left = `${Math.max(k_gap_px, anchor.right - size.width)}px`;
}

function move(event, menu) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length].focus();
}
