import { fetch_state, post } from "./api.js";
import { by_id, h } from "./dom.js";
import { Announcer } from "./announcer.js";
import { Composer } from "./composer.js";
import { Dates } from "./dates.js";
import { MessageList } from "./message_list.js";
import { Modal } from "./modal.js";
import { Presses, explain } from "./presses.js";
import { Sidebar } from "./sidebar.js";
import { Stream } from "./stream.js";
import { ThreadPanel } from "./thread.js";
import { Workspace, is_reply } from "./workspace.js";
import { as_words } from "./mrkdwn.js";
import { ask } from "./confirm.js";
import { author_of } from "./messages.js";
import { open_menu } from "./menu.js";
import { render_people } from "./people.js";

/** The whole page: what is shown, what arrives, and what the person does. */
class App {
  constructor(state) {
    this.unread_ = new Set();
    this.unread_threads_ = new Set();
    this.modals_ = new Map();
    this.announcer_ = new Announcer();
    this.presses_ = new Presses(() => this.render_soon_());
    this.sidebar_ = new Sidebar({ on_channel: (id) => this.open_channel_(id), on_user: (id) => this.sign_in_(id) });
    this.list_ = new MessageList("channel-list", () => [this.empty_()]);
    this.thread_panel_ = new ThreadPanel({ on_close: () => this.open_thread_(undefined), send: (text) => this.send_(text, this.thread_) });
    this.composer_ = new Composer(by_id("composer-place"), {
      id: "composer-channel", send_label: "Send message", send: (text) => this.send_(text), hints: (text) => this.hints_(text),
    });
    this.load_(state);
    this.listen_();
  }

  // What is shown.

  load_(state) {
    this.workspace_ = new Workspace(state);
    this.reader_ = {
      users: this.workspace_.users, channels: this.workspace_.channels, me: this.workspace_.me,
      dates: new Dates(this.workspace_.me?.tz),
    };
    if (!this.workspace_.channel(this.channel_)) this.channel_ = this.workspace_.channels[0]?.id;
    render_people(by_id("people"), this.workspace_.people, (command) => this.try_(command));
    this.render_();
  }

  render_soon_() {
    if (this.render_planned_) return;
    this.render_planned_ = true;
    queueMicrotask(() => {
      this.render_planned_ = false;
      this.render_();
    });
  }

  render_() {
    const channel = this.workspace_.channel(this.channel_);
    if (!channel) return;
    this.sidebar_.render({ workspace: this.workspace_, channel: channel.id, unread: this.unread_ });
    by_id("channel-name").textContent = `#${channel.name}`;
    by_id("channel-note").textContent = channel_note(channel, this.workspace_.bot);
    this.composer_.name(`Message #${channel.name}`);
    document.title = `#${channel.name} · ${this.workspace_.team?.name ?? "Latchkey sandbox"}`;
    this.list_.show({
      key: `${this.workspace_.me.id}/${channel.id}`, name: `#${channel.name}`, reader: this.reader_, own: this.workspace_.me.id,
      items: this.workspace_.roots(channel.id).map((message) => this.item_(message, false)),
    });
    this.thread_panel_.show(this.thread_ && this.thread_view_(channel));
  }

  thread_view_(channel) {
    const messages = this.workspace_.thread(channel.id, this.thread_);
    const count = messages.filter((message) => is_reply(message)).length;
    const items = messages.map((message) => this.item_(message, true));
    if (count && items[0].message.ts === this.thread_) items[0].divider = count === 1 ? "1 reply below" : `${count} replies below`;
    return { channel, ts: this.thread_, items, reader: this.reader_, own: this.workspace_.me.id };
  }

  item_(message, in_thread) {
    const replies = in_thread ? [] : this.workspace_.replies(this.channel_, message.ts);
    const authors = new Map(replies.map((reply) => [reply.user ?? reply.bot_id, author_of(reply, this.reader_)]));
    const look = {
      in_thread,
      is_open: !in_thread && message.ts === this.thread_,
      unread: this.unread_threads_.has(message.ts),
      replies: { count: replies.length, latest: replies.at(-1)?.ts, authors: [...authors.values()].slice(0, 3) },
    };
    return {
      message, look,
      states: this.presses_.of(message.ts),
      state: (block_id, action_id) => this.presses_.state(message.ts, block_id, action_id),
      on: {
        press: (block_id, element) => this.press_(message, block_id, element),
        thread: () => this.open_thread_(message.ts),
        menu: (button) => this.menu_(button, message),
      },
    };
  }

  empty_() {
    const channel = this.workspace_.channel(this.channel_);
    return h("div", { class: "empty" },
      h("p", { class: "empty-title" }, `Nothing in #${channel.name} yet`),
      h("p", {}, "Type ", h("code", {}, "/diagnose"), " and a customer’s address, or take somebody from “People to try”."));
  }

  hints_(text) {
    if (!text.startsWith("/")) return [];
    const word = text.split(/\s/)[0];
    return this.workspace_.commands.filter((command) => command.command.startsWith(word));
  }

  // What the person does.

  open_channel_(id) {
    this.channel_ = id;
    this.thread_ = undefined;
    this.unread_.delete(id);
    this.render_();
    this.composer_.focus();
  }

  open_thread_(ts) {
    const before = this.thread_;
    this.thread_ = ts;
    this.unread_threads_.delete(ts);
    this.render_();
    if (!ts && before) document.querySelector(`#channel-list [data-ts="${CSS.escape(before)}"] [data-focus="replies"]`)?.focus();
  }

  try_(command) {
    this.sidebar_.toggle(false);
    if (this.thread_ && narrow()) this.open_thread_(undefined);
    this.composer_.put(command);
  }

  async sign_in_(user) {
    this.stream_.close();
    this.thread_ = undefined;
    for (const modal of this.modals_.values()) modal.close();
    this.modals_.clear();
    const url = new URL(location.href);
    url.searchParams.set("user", user);
    history.replaceState(null, "", url);
    this.load_(await fetch_state(user));
    this.listen_();
  }

  async send_(text, thread_ts) {
    const answer = await post("message", { user: this.workspace_.me.id, channel: this.channel_, thread_ts, text });
    return answer.ok ? answer : { ok: false, error: `“${text.split(/\s/)[0]}” did not work: ${explain(answer.error)}.` };
  }

  async press_(message, block_id, element) {
    if (element.confirm && !(await ask(element.confirm, this.reader_))) return;
    this.presses_.begin(message.ts, block_id, element.action_id);
    const answer = await post("action", {
      user: this.workspace_.me.id, channel: this.channel_, message_ts: message.ts,
      block_id, action_id: element.action_id, value: element.value,
    });
    if (!answer.ok) this.presses_.finish(message.ts, element.action_id, false, answer.error);
  }

  menu_(button, message) {
    const channel = this.channel_;
    const run = async () => {
      const answer = await post("shortcut", { user: this.workspace_.me.id, channel, message_ts: message.ts, callback_id: "diagnose_message" });
      if (!answer.ok) this.banner_(`“Diagnose sign-in” did not work: ${explain(answer.error)}.`);
    };
    open_menu(button, [{ label: "Diagnose sign-in", run }]);
  }

  // What arrives.

  /** The state is read again at each opening: what happened before it is in the state, the rest in the stream. */
  listen_() {
    this.stream_ = new Stream(this.workspace_.me.id, {
      on_event: (event) => this.on_event_(event),
      on_lost: () => this.banner_("The connection to the sandbox is lost. Trying again …"),
      on_open: async () => {
        this.banner_("");
        this.load_(await fetch_state(this.workspace_.me.id));
      },
    });
  }

  on_event_(event) {
    switch (event.type) {
      case "message": this.arrived_(event.channel, event.message); break;
      case "message_changed": this.changed_(event.channel, event.message); break;
      case "message_deleted": this.workspace_.remove(event.channel, event.ts); break;
      case "action_result": this.presses_.finish(event.message_ts, event.action_id, event.ok, event.error); break;
      case "view_opened": this.open_modal_(event.view); break;
      case "view_updated": this.modals_.get(event.view.id)?.update(event.view); break;
      case "view_errors": this.modals_.get(event.view_id)?.show_errors(event.errors); break;
      case "view_closed": this.close_modal_(event.view_id); break;
      case "bot": this.workspace_.bot = { ...this.workspace_.bot, connections: event.connections }; break;
      default: return;
    }
    this.render_soon_();
  }

  arrived_(channel, message) {
    this.workspace_.put(channel, message);
    if (message.user === this.workspace_.me.id) return;
    if (channel !== this.channel_) this.unread_.add(channel);
    if (is_reply(message) && message.thread_ts !== this.thread_) this.unread_threads_.add(message.thread_ts);
    this.announcer_.now(this.spoken_(message));
  }

  changed_(channel, message) {
    this.workspace_.put(channel, message);
    this.presses_.forget(message.ts);
    if (channel === this.channel_) this.announcer_.when_quiet(message.ts, this.spoken_(message));
  }

  spoken_(message) {
    const words = as_words(message.text ?? "", this.reader_);
    const where = is_reply(message) ? " in a thread" : "";
    return `${author_of(message, this.reader_).name}${where}: ${words}`;
  }

  open_modal_(view) {
    this.modals_.set(view.id, new Modal(view, {
      reader: this.reader_,
      on_submit: (values) => post("view_submission", { user: this.workspace_.me.id, view_id: view.id, values }),
      on_dismiss: () => {
        this.modals_.delete(view.id);
        post("view_closed", { user: this.workspace_.me.id, view_id: view.id });
      },
    }));
  }

  close_modal_(view_id) {
    this.modals_.get(view_id)?.close();
    this.modals_.delete(view_id);
  }

  banner_(text) {
    const banner = by_id("banner");
    banner.textContent = text;
    banner.hidden = text === "";
  }
}

function channel_note(channel, bot) {
  const notes = [];
  if (channel.is_shared) notes.push("shared with another organisation");
  if (!channel.bot_is_member) notes.push(`${bot?.name ?? "the bot"} is not in this channel`);
  return notes.length ? notes.join(" · ") : "";
}

function narrow() {
  return window.matchMedia("(max-width: 759px)").matches;
}

new App(await fetch_state(new URL(location.href).searchParams.get("user")));
