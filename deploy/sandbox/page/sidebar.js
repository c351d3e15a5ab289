import { by_id, h, icon } from "./dom.js";
import { avatar } from "./avatar.js";

/** The left column: team, bot, channels, who is signed in. On a phone it covers the channel. */
export class Sidebar {
  constructor({ on_channel, on_home, on_user }) {
    this.on_channel_ = on_channel;
    this.column_ = by_id("sidebar");
    this.open_ = by_id("open-sidebar");
    this.open_.append(icon("menu"));
    by_id("close-sidebar").append(icon("close"));
    this.open_.addEventListener("click", () => this.toggle(true));
    by_id("close-sidebar").addEventListener("click", () => this.toggle(false));
    this.column_.addEventListener("keydown", (event) => { if (event.key === "Escape") this.toggle(false); });
    by_id("open-home").addEventListener("click", () => { on_home(); this.toggle(false); });
    by_id("me").addEventListener("change", (event) => on_user(event.target.value));
  }

  toggle(open) {
    if (this.column_.classList.contains("is-open") === open) return;
    this.column_.classList.toggle("is-open", open);
    this.open_.setAttribute("aria-expanded", String(open));
    (open ? by_id("close-sidebar") : this.open_).focus();
  }

  render({ workspace, channel, unread }) {
    by_id("team-name").textContent = workspace.team?.name ?? "Sandbox";
    this.render_bot_(workspace.bot);
    this.render_app_(workspace, channel === undefined);
    by_id("channels").replaceChildren(...workspace.channels.map((one) => this.channel_(one, one.id === channel, unread.has(one.id))));
    this.render_me_(workspace);
  }

  render_bot_(bot) {
    const connections = bot?.connections ?? 0;
    const status = by_id("bot-status");
    const text = connections === 0 ? `${bot?.name ?? "The bot"} is not connected`
      : `${bot.name} is connected${connections > 1 ? ` (${connections} connections)` : ""}`;
    status.classList.toggle("is-on", connections > 0);
    if (status.textContent !== text) status.textContent = text;
  }

  render_app_(workspace, current) {
    by_id("apps").hidden = !workspace.has_home;
    by_id("home-label").textContent = `${workspace.bot.name} home`;
    by_id("open-home").classList.toggle("is-current", current);
    if (current) by_id("open-home").setAttribute("aria-current", "page");
    else by_id("open-home").removeAttribute("aria-current");
  }

  channel_(channel, current, unread) {
    const note = unread && !current ? h("span", { class: "unread-dot", role: "img", "aria-label": "unread" }) : null;
    const shared = channel.is_shared ? h("span", { class: "tag" }, "shared") : null;
    return h("li", {}, h("button", {
      class: ["channel-button", current && "is-current", note && "is-unread"].filter(Boolean).join(" "),
      type: "button", "aria-current": current ? "page" : undefined,
      onclick: () => { this.on_channel_(channel.id); this.toggle(false); },
    }, h("span", { class: "hash", "aria-hidden": "true" }, channel.is_im ? "•" : "#"), h("span", { class: "channel-label" }, channel.name), shared, note));
  }

  render_me_(workspace) {
    const people = [...workspace.users.values()].filter((user) => !user.is_bot);
    by_id("me").replaceChildren(...people.map((user) =>
      h("option", { value: user.id, selected: user.id === workspace.me.id }, person_label(user, workspace))));
    by_id("me-avatar").replaceChildren(avatar({ id: workspace.me.id, name: workspace.me.real_name || workspace.me.name }));
  }
}

function person_label(user, workspace) {
  const notes = [user.is_restricted && "guest", user.team_id && user.team_id !== workspace.team?.id && "other organisation"].filter(Boolean);
  const name = user.real_name ? `${user.real_name} (@${user.name})` : `@${user.name}`;
  return notes.length ? `${name}, ${notes.join(", ")}` : name;
}
