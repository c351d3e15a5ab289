/** What the page knows: people, channels, and each channel's messages by `ts`. */
export class Workspace {
  constructor(state) {
    this.team = state.team;
    this.me = state.me;
    this.bot = state.bot;
    this.has_home = state.has_home;
    this.home = state.home;
    this.people = state.people ?? [];
    this.commands = state.commands ?? [];
    this.shortcuts = state.shortcuts ?? [];
    this.channels = state.channels ?? [];
    this.groups = new Map((state.usergroups ?? []).map((group) => [group.id, group]));
    this.users = new Map((state.users ?? []).map((user) => [user.id, user]));
    this.messages_ = new Map();
    for (const channel of this.channels) {
      const list = state.messages?.[channel.id] ?? [];
      this.messages_.set(channel.id, new Map(list.map((message) => [message.ts, message])));
    }
  }

  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  put(channel, message) {
    if (!this.messages_.has(channel)) this.messages_.set(channel, new Map());
    this.messages_.get(channel).set(message.ts, message);
  }

  remove(channel, ts) {
    this.messages_.get(channel)?.delete(ts);
  }

  message(channel, ts) {
    return this.messages_.get(channel)?.get(ts);
  }

  /** One's own only, as in Slack; that somebody has joined is told under their name, yet no text of theirs. */
  may_edit(message) {
    return message.user === this.me.id && !message.subtype && !message.is_ephemeral;
  }

  /** What stands in the channel itself: no replies. Oldest first. */
  roots(channel) {
    return this.sorted_(channel, (message) => !is_reply(message));
  }

  /** A thread with its root. Oldest first. */
  thread(channel, thread_ts) {
    return this.sorted_(channel, (message) => message.ts === thread_ts || message.thread_ts === thread_ts);
  }

  /** Replies that everybody sees; Slack counts no ephemeral ones either. */
  replies(channel, thread_ts) {
    return this.thread(channel, thread_ts).filter((message) => is_reply(message) && !message.is_ephemeral);
  }

  /** Does it call whoever is signed in, alone or in a group? */
  mentions_me(message) {
    const mine = [...this.groups.values()].filter((group) => group.users.includes(this.me.id));
    const marks = [`<@${this.me.id}`, ...mine.map((group) => `<!subteam^${group.id}`)];
    const words = `${message.text ?? ""}${JSON.stringify(message.blocks ?? [])}`;
    return message.user !== this.me.id && marks.some((mark) => words.includes(mark));
  }

  /** The roots of threads that call whoever is signed in. */
  threads_for_me() {
    const messages = [...this.messages_.values()].flatMap((list) => [...list.values()]);
    return messages.filter((message) => is_reply(message) && this.mentions_me(message)).map((message) => message.thread_ts);
  }

  sorted_(channel, keep) {
    const list = [...(this.messages_.get(channel)?.values() ?? [])].filter(keep);
    return list.sort((a, b) => compare_ts(a.ts, b.ts));
  }
}

export function is_reply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

/** `ts` is "seconds.micros" of fixed width for the next 260 years: text order is time order. */
export function compare_ts(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
