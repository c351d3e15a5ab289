import { fetch_state, post } from "./api.js";
import { by_id } from "./dom.js";
import { Announcer } from "./announcer.js";
import { Dates } from "./dates.js";
import { OpenModals } from "./open_modals.js";
import { Presses, explain } from "./presses.js";
import { Screen } from "./screen.js";
import { Stream } from "./stream.js";
import { Workspace, is_reply } from "./workspace.js";
import { as_typed, as_words } from "./mrkdwn.js";
import { ask } from "./confirm.js";
import { author_of } from "./messages.js";
import { message_editor } from "./message_editor.js";
import { open_menu } from "./menu.js";
import { read_permalink } from "./permalink.js";
import { render_people } from "./people.js";

/** The whole page: what arrives, and what the person does. What is shown: screen.js. */
class App {
  constructor(state) {
    this.model_ = {
      channel: undefined, thread: undefined, home: false, unread: new Set(), unread_threads: new Set(), calling_me: new Set(),
      presses: new Presses(() => this.render_soon_()),
    };
    this.announcer_ = new Announcer();
    this.modals_ = new OpenModals();
    this.screen_ = new Screen(this.model_, {
      channel: (id) => this.open_channel_(id),
      home: () => this.open_home_(),
      user: (id) => this.sign_in_(id),
      thread: (ts) => this.open_thread_(ts),
      send: (text, thread_ts) => this.send_(text, thread_ts),
      press: (message, block_id, element) => this.press_(message, block_id, element),
      edit: (message, in_thread) => this.edit_(message, in_thread),
      menu: (button, message) => this.menu_(button, message),
    });
    this.load_(state);
    this.follow_(read_permalink(new URL(location.href)));
    this.listen_(state.me.id);
  }

  load_(state) {
    const workspace = new Workspace(state);
    this.model_.workspace = workspace;
    this.model_.reader = {
      users: workspace.users, groups: workspace.groups, channels: workspace.channels, me: workspace.me,
      dates: new Dates(workspace.me.tz),
    };
    if (this.signed_in_ !== workspace.me.id) this.model_.calling_me = new Set(workspace.threads_for_me());
    this.signed_in_ = workspace.me.id;
    if (!workspace.channel(this.model_.channel)) this.model_.channel = workspace.channels[0]?.id;
    render_people(by_id("people"), workspace.people, (command) => this.try_(command));
    if (state.view) this.modals_.open(state.view, workspace.me.id, this.model_.reader);
    this.screen_.render();
  }

  render_soon_() {
    if (this.render_planned_) return;
    this.render_planned_ = true;
    queueMicrotask(() => {
      this.render_planned_ = false;
      this.screen_.render();
    });
  }

  // What the person does.

  open_channel_(id) {
    this.model_.channel = id;
    this.model_.home = false;
    this.model_.thread = undefined;
    this.model_.unread.delete(id);
    this.screen_.render();
    this.screen_.composer.focus();
  }

  /** What it shows is the app's answer to its being opened, and comes with the stream. */
  async open_home_() {
    this.model_.home = true;
    this.model_.thread = undefined;
    this.screen_.render();
    const answer = await post("home", { user: this.model_.workspace.me.id });
    if (!answer.ok) this.screen_.banner(failed("Home", answer.error));
  }

  open_thread_(ts) {
    const before = this.model_.thread;
    this.model_.thread = ts;
    this.model_.unread_threads.delete(ts);
    this.model_.calling_me.delete(ts);
    this.screen_.render();
    if (!ts && before) this.screen_.focus_thread_button(before);
  }

  try_(command) {
    this.screen_.sidebar.toggle(false);
    if (this.model_.home) this.open_channel_(this.model_.channel);
    if (by_id("composer-place").checkVisibility({ visibilityProperty: true }) === false) this.open_thread_(undefined);
    this.screen_.composer.put(command);
  }

  /** Opens the page at one message, as a link to it asks. */
  follow_(permalink) {
    if (!permalink || !this.model_.workspace.message(permalink.channel, permalink.ts)) return;
    this.model_.channel = permalink.channel;
    this.model_.thread = permalink.thread;
    this.screen_.render();
    this.screen_.show_message(permalink.ts);
  }

  sign_in_(user) {
    this.stream_.close();
    this.modals_.close_all();
    this.model_.thread = undefined;
    this.model_.editing = undefined;
    this.model_.home = false;
    history.replaceState(null, "", `/?user=${encodeURIComponent(user)}`);
    this.listen_(user);
  }

  async send_(text, thread_ts) {
    const answer = await post("message", { user: this.model_.workspace.me.id, channel: this.model_.channel, thread_ts, text });
    return answer.ok ? answer : { ok: false, error: failed(text.split(/\s/)[0], answer.error) };
  }

  async press_(message, block_id, element) {
    const { presses, reader, workspace, channel } = this.model_;
    if (element.confirm && !(await ask(element.confirm, reader))) return;
    presses.begin(message.ts, block_id, element.action_id);
    const answer = await post("action", {
      user: workspace.me.id, channel, message_ts: message.ts, block_id, action_id: element.action_id, value: element.value,
    });
    if (!answer.ok) presses.finish(message.ts, element.action_id, false, answer.error);
  }

  /** One message at a time, in the channel or in its thread; the editor outlives what arrives meanwhile. */
  edit_(message, in_thread) {
    const { workspace, reader, channel } = this.model_;
    const editor = message_editor(as_typed(message.text, reader), {
      save: async (text) => {
        const answer = await post("edit", { user: workspace.me.id, channel, ts: message.ts, text });
        return answer.ok ? answer : { ok: false, error: failed("Edit message", answer.error) };
      },
      close: () => {
        if (this.model_.editing?.editor === editor) this.model_.editing = undefined;
        this.screen_.render();
      },
    });
    this.model_.editing = { ts: message.ts, in_thread, editor };
    this.screen_.render();
  }

  menu_(button, message) {
    const { workspace, channel } = this.model_;
    open_menu(button, workspace.shortcuts.map((shortcut) => ({
      label: shortcut.name,
      run: async () => {
        const answer = await post("shortcut", { user: workspace.me.id, channel, message_ts: message.ts, callback_id: shortcut.callback_id });
        if (!answer.ok) this.screen_.banner(failed(shortcut.name, answer.error));
      },
    })));
  }

  // What arrives.

  listen_(user) {
    this.stream_ = new Stream(user, {
      on_event: (event) => this.on_event_(event),
      on_lost: () => this.screen_.banner("The connection to the sandbox is lost. Trying again …"),
      on_state: (state) => {
        this.screen_.banner("");
        this.load_(state);
      },
    });
  }

  on_event_(event) {
    const { workspace, presses, reader } = this.model_;
    switch (event.type) {
      case "message": this.arrived_(event.channel, event.message); break;
      case "message_changed": this.changed_(event.channel, event.message); break;
      case "message_deleted": workspace.remove(event.channel, event.ts); break;
      case "action_result": presses.finish(event.message_ts, event.action_id, event.ok, event.error); break;
      case "home_published": workspace.home = event.view; break;
      case "view_opened": this.modals_.open(event.view, workspace.me.id, reader); break;
      case "view_updated": this.modals_.update(event.view); break;
      case "view_errors": this.modals_.show_errors(event.view_id, event.errors); break;
      case "view_closed": this.modals_.close(event.view_id); break;
      case "bot": workspace.bot = { ...workspace.bot, connections: event.connections }; break;
      default: return;
    }
    this.render_soon_();
  }

  arrived_(channel, message) {
    const { workspace, unread, unread_threads, calling_me, thread } = this.model_;
    workspace.put(channel, message);
    if (message.user === workspace.me.id) return;
    if (channel !== this.model_.channel) unread.add(channel);
    if (is_reply(message) && message.thread_ts !== thread) {
      unread_threads.add(message.thread_ts);
      if (workspace.mentions_me(message)) calling_me.add(message.thread_ts);
    }
    this.announcer_.now(this.spoken_(message));
  }

  changed_(channel, message) {
    this.model_.workspace.put(channel, message);
    this.model_.presses.forget(message.ts);
    if (channel === this.model_.channel) this.announcer_.when_quiet(message.ts, this.spoken_(message));
  }

  spoken_(message) {
    const words = as_words(message.text ?? "", this.model_.reader);
    const where = is_reply(message) ? " in a thread" : "";
    return `${author_of(message, this.model_.reader).name}${where}: ${words}`;
  }
}

/** An error in words of its own stands alone; a bare code says what it was about. */
function failed(what, error) {
  return error?.includes(" ") ? error : `“${what}” did not work: ${explain(error)}.`;
}

/** The person that the address names, or else the default one. */
async function first_state() {
  const user = new URL(location.href).searchParams.get("user");
  try {
    return await fetch_state(user);
  } catch (error) {
    if (!user) throw error;
    return fetch_state();
  }
}

new App(await first_state());
