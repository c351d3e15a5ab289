import { by_id, h } from "./dom.js";
import { render_blocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";
import { Sidebar } from "./sidebar.js";
import { ThreadPanel } from "./thread.js";
import { author_of } from "./messages.js";
import { is_reply } from "./workspace.js";

/** More faces than this beside "N replies" say nothing new. */
const k_faces = 3;

/**
 * Shows the model; decides nothing. `model`: {workspace, reader, presses, channel, home, thread, unread,
 * unread_threads, calling_me, editing}; `on`: {channel, home, user, thread, send, press, edit, menu}.
 */
export class Screen {
  constructor(model, on) {
    this.model_ = model;
    this.on_ = on;
    this.sidebar = new Sidebar({ on_channel: on.channel, on_home: on.home, on_user: on.user });
    this.list_ = new MessageList("channel-list", () => [this.empty_()]);
    this.thread_panel_ = new ThreadPanel({ on_close: () => on.thread(undefined), send: (text) => on.send(text, model.thread) });
    this.composer = new Composer(by_id("composer-place"), {
      id: "composer-channel", send_label: "Send message", send: (text) => on.send(text), hints: (text) => this.hints_(text),
    });
  }

  render() {
    const { workspace, reader } = this.model_;
    const channel = workspace.channel(this.model_.channel);
    if (!channel) return;
    const { home } = this.model_;
    this.sidebar.render({ workspace, channel: home ? undefined : channel.id, unread: this.model_.unread });
    by_id("home").hidden = !home;
    by_id("channel-list").hidden = home;
    by_id("composer-place").hidden = home;
    if (home) {
      this.render_home_();
      return;
    }
    by_id("channel-name").textContent = title(channel);
    by_id("channel-note").textContent = note(channel, workspace.bot);
    this.composer.name(`Message ${title(channel)}`);
    document.title = `${title(channel)} · ${workspace.team.name}`;
    this.list_.show({
      key: `${workspace.me.id}/${channel.id}`, name: title(channel), reader, own: workspace.me.id,
      items: workspace.roots(channel.id).map((message) => this.item_(message, false)),
    });
    this.thread_panel_.show(this.model_.thread && this.thread_(channel));
  }

  /** The app's own page, as it was published for this person. */
  render_home_() {
    const { workspace, reader } = this.model_;
    by_id("channel-name").textContent = workspace.bot.name;
    by_id("channel-note").textContent = "Home";
    document.title = `${workspace.bot.name} · ${workspace.team.name}`;
    const context = { reader, press: () => this.banner("This page does not press buttons of a Home tab."), state: () => undefined };
    by_id("home").replaceChildren(...(workspace.home ? render_blocks(workspace.home.blocks, context)
      : [h("p", { class: "empty" }, `${workspace.bot.name} has not shown anything here yet.`)]));
    this.thread_panel_.show(undefined);
  }

  /** Puts the focus back on the button that had opened this thread. */
  focus_thread_button(ts) {
    document.querySelector(`#channel-list [data-ts="${CSS.escape(ts)}"] [data-focus="replies"]`)?.focus();
  }

  /** Scrolls to a message and puts the focus there; in the thread, where it stands in both. */
  show_message(ts) {
    const article = [...document.querySelectorAll(`[data-ts="${CSS.escape(ts)}"]`)].at(-1);
    article?.scrollIntoView({ block: "center" });
    article?.focus({ preventScroll: true });
  }

  banner(text) {
    by_id("banner").textContent = text;
    by_id("banner").hidden = text === "";
  }

  thread_(channel) {
    const { workspace, reader, thread } = this.model_;
    const messages = workspace.thread(channel.id, thread);
    const items = messages.map((message) => this.item_(message, true));
    const count = messages.filter(is_reply).length;
    if (count && items[0].message.ts === thread) items[0].divider = count === 1 ? "1 reply below" : `${count} replies below`;
    return { place: title(channel), key: `${channel.id}/${thread}`, items, reader, own: workspace.me.id };
  }

  item_(message, in_thread) {
    const { presses, editing, workspace } = this.model_;
    const is_edited = editing?.ts === message.ts && editing.in_thread === in_thread;
    const look = {
      in_thread,
      is_edited,
      is_open: !in_thread && message.ts === this.model_.thread,
      unread: this.model_.unread_threads.has(message.ts),
      calls_me: this.model_.calling_me.has(message.ts),
      replies: in_thread ? { count: 0 } : this.replies_(message),
    };
    return {
      message, look,
      editor: is_edited ? editing.editor : undefined,
      states: presses.of(message.ts),
      state: (block_id, action_id) => presses.state(message.ts, block_id, action_id),
      on: {
        press: (block_id, element) => this.on_.press(message, block_id, element),
        thread: () => this.on_.thread(message.ts),
        edit: workspace.may_edit(message) ? () => this.on_.edit(message, in_thread) : undefined,
        menu: (button) => this.on_.menu(button, message),
      },
    };
  }

  replies_(message) {
    const { workspace, reader, channel } = this.model_;
    const replies = workspace.replies(channel, message.ts);
    const authors = new Map(replies.map((reply) => author_of(reply, reader)).map((author) => [author.id, author]));
    return { count: replies.length, latest: replies.at(-1)?.ts, authors: [...authors.values()].slice(0, k_faces) };
  }

  empty_() {
    const channel = this.model_.workspace.channel(this.model_.channel);
    return h("div", { class: "empty" },
      h("p", { class: "empty-title" }, `Nothing in ${title(channel)} yet`),
      h("p", {}, "Type ", h("code", {}, "/diagnose"), " and a customer’s address, or take somebody from “People to try”."));
  }

  hints_(text) {
    if (!text.startsWith("/")) return [];
    const word = text.split(/\s/)[0];
    return this.model_.workspace.commands.filter((command) => command.command.startsWith(word));
  }
}

function title(channel) {
  return channel.is_im ? channel.name : `#${channel.name}`;
}

function note(channel, bot) {
  if (!channel.is_im && !channel.bot_is_member) return `${bot.name} is not in this channel. Type /invite @${bot.name} to add it.`;
  return channel.topic ?? "";
}
