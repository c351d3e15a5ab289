import { h, icon } from "./dom.js";
import { can_render, render_blocks } from "./blocks.js";
import { emoji_named, with_marks } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./avatar.js";

/**
 * One message as an article. `look`: {compact, in_thread, is_open, replies, unread, calls_me, state,
 * editor}; `on`: {press, thread, edit, menu}; `reader` as in mrkdwn.js.
 */
export function render_message(message, look, reader, on) {
  const author = author_of(message, reader);
  const unix = Number(message.ts);
  const classes = ["message", look.compact && "compact", look.is_open && "is-open", message.is_ephemeral && "ephemeral"];
  const body = h("div", { class: "message-body" },
    message.is_ephemeral ? h("p", { class: "only-you" }, "Only visible to you") : null,
    heading(author, unix, look.compact, reader),
    look.editor ?? h("div", { class: "message-content" }, ...content(message, look, reader, on)),
    reactions(message),
    look.in_thread ? null : replies(message, look, reader, on));
  const time = h("time", { class: "message-gutter-time", datetime: new Date(unix * 1000).toISOString(), "aria-hidden": "true" }, reader.dates.time(unix));
  return h("article", {
    class: classes.filter(Boolean).join(" "),
    tabindex: "-1",
    "aria-label": `${author.name}, ${reader.dates.day(unix)} ${reader.dates.time(unix)}`,
    "data-ts": message.ts,
  }, look.compact ? time : avatar(author), body, message.is_ephemeral || look.editor ? null : tools(message, look, author, on));
}

export function author_of(message, reader) {
  const user = reader.users.get(message.user);
  const is_app = Boolean(message.bot_id || user?.is_bot);
  return { id: message.user ?? message.bot_id, name: user?.real_name || message.username || user?.name || "Somebody", is_app };
}

function heading(author, unix, compact, reader) {
  return h("p", { class: compact ? "message-head hidden-text" : "message-head" },
    h("span", { class: "author" }, author.name),
    author.is_app ? h("span", { class: "app-badge" }, "App") : null,
    h("time", { class: "message-time", datetime: new Date(unix * 1000).toISOString(), title: reader.dates.full(unix) }, reader.dates.time(unix)));
}

function content(message, look, reader, on) {
  if (can_render(message.blocks)) {
    return render_blocks(message.blocks, { reader, press: on.press, state: look.state });
  }
  const edited = message.edited && !message.bot_id ? h("span", { class: "edited" }, " (edited)") : null;
  return [h("div", { class: "text" }, ...mrkdwn(message.text ?? "", reader), edited)];
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return h("ul", { class: "reactions", "aria-label": "Reactions" }, ...message.reactions.map((reaction) =>
    h("li", { title: `:${reaction.name}:` }, ...with_marks(emoji_named(reaction.name) ?? `:${reaction.name}:`), ` ${reaction.count}`)));
}

function replies(message, look, reader, on) {
  if (!look.replies.count) return null;
  const faces = look.replies.authors.map((author) => avatar(author, "avatar-small"));
  const label = look.replies.count === 1 ? "1 reply" : `${look.replies.count} replies`;
  return h("div", { class: look.unread ? "replies unread" : "replies" },
    h("span", { class: "faces" }, ...faces),
    h("button", { class: "replies-button", type: "button", "data-focus": "replies", "aria-expanded": String(Boolean(look.is_open)), onclick: on.thread }, label),
    look.calls_me ? h("span", { class: "calls-me" }, "mentions you") : null,
    h("span", { class: "replies-note" }, `Last reply ${when(look.replies.latest, reader)}`));
}

function when(ts, reader) {
  const day = reader.dates.token("date_short_pretty", Number(ts));
  const time = reader.dates.time(Number(ts));
  return day === "today" ? `at ${time}` : `${day} at ${time}`;
}

/** Shown on hover, on focus, and always where there is no pointer that could hover. */
function tools(message, look, author, on) {
  const thread = look.in_thread ? null
    : h("button", { class: "icon-button", type: "button", title: "Start thread", "aria-label": `Start thread on the message of ${author.name}`, "data-focus": "thread", onclick: on.thread }, icon("thread"));
  const edit = on.edit && h("button", { class: "icon-button", type: "button", title: "Edit message", "aria-label": "Edit message", "data-focus": "edit", onclick: on.edit }, icon("edit"));
  return h("div", { class: "tools" }, thread, edit,
    h("button", { class: "icon-button", type: "button", title: "More actions", "aria-label": "More actions", "aria-haspopup": "menu", "data-focus": "menu",
      onclick: (event) => on.menu(event.currentTarget) }, icon("more")));
}
