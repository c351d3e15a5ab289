import { by_id, h, icon } from "./dom.js";
import { author_of, render_message } from "./messages.js";

/** Within this time one author's messages stand under one heading, as in Slack. */
const k_together_s = 300;
/** So near the end counts as "at the end": the list then follows new messages. */
const k_near_end_px = 80;

/** A scrolling list of messages that keeps unchanged articles, the scroll position and the focus. */
export class MessageList {
  constructor(id, empty) {
    this.root_ = by_id(id);
    this.shown_ = new Map();
    this.lines_ = new Map();
    this.empty_ = empty;
    this.inner_ = h("div", { class: "list-inner", role: "log", "aria-live": "off" });
    this.jump_ = h("button", { class: "jump", type: "button", hidden: true, onclick: () => this.to_end() }, icon("down"), "New messages");
    this.root_.append(this.inner_, this.jump_);
    this.root_.addEventListener("scroll", () => this.scrolled_(), { passive: true });
    this.follows_ = true;
    const sizes = new ResizeObserver(() => { if (this.follows_) this.to_end(); });
    sizes.observe(this.root_);
    sizes.observe(this.inner_);
  }

  /** `items`: [{message, look, on}], oldest first; `key` names what is listed, a new one starts at the end. */
  show({ key, name, items, reader, own }) {
    const fresh = key !== this.key_;
    const last_before = fresh ? undefined : this.last_;
    this.key_ = key;
    this.inner_.setAttribute("aria-label", name);
    this.inner_.classList.toggle("is-empty", items.length === 0);
    const focused = this.focused_();
    place(this.inner_, this.nodes_(items, reader, fresh));
    this.restore_(focused);
    this.last_ = items.at(-1)?.message.ts;
    const grew = last_before !== undefined && this.last_ > last_before;
    const by_me = grew && items.at(-1).message.user === own;
    if (fresh || this.follows_ || by_me) this.to_end();
    else if (grew) this.jump_.hidden = false;
  }

  to_end() {
    this.follows_ = true;
    this.jump_.hidden = true;
    this.root_.scrollTop = this.root_.scrollHeight;
  }

  nodes_(items, reader, fresh) {
    if (items.length === 0) return this.empty_();
    const before = fresh ? new Map() : this.shown_;
    this.shown_ = new Map();
    const nodes = [];
    let previous;
    let day;
    for (const item of items) {
      const key = reader.dates.day_key(Number(item.message.ts));
      const new_day = key !== day;
      day = key;
      if (new_day) nodes.push(this.line_("h3", "day", reader.dates.day(Number(item.message.ts))));
      const look = { ...item.look, compact: !new_day && belongs(previous, item, reader) };
      nodes.push(this.article_(item, look, reader, before));
      previous = item.divider ? undefined : item.message;
      if (item.divider) nodes.push(this.line_("p", "reply-count", item.divider));
    }
    return nodes;
  }

  /** The lines between messages; kept, so that an unchanged list is not touched at all. */
  line_(tag, style, text) {
    const key = `${style} ${text}`;
    if (!this.lines_.has(key)) this.lines_.set(key, h(tag, { class: style }, h("span", {}, text)));
    return this.lines_.get(key);
  }

  article_(item, look, reader, before) {
    const signature = JSON.stringify([look, item.states]);
    const known = before.get(item.message.ts);
    const same = known && known.message === item.message && known.signature === signature && known.reader === reader;
    const article = same ? known.article
      : render_message(item.message, { ...look, state: item.state, editor: item.editor }, reader, item.on);
    this.shown_.set(item.message.ts, { message: item.message, signature, reader, article });
    return article;
  }

  focused_() {
    const article = document.activeElement?.closest("article");
    if (!article || !this.inner_.contains(article)) return undefined;
    return { ts: article.dataset.ts, key: document.activeElement.dataset.focus, element: document.activeElement };
  }

  /** A rewritten message keeps the focus: on the same button, or on itself where that is gone. */
  restore_(focused) {
    if (!focused || document.activeElement === focused.element) return;
    const article = this.shown_.get(focused.ts)?.article;
    if (!article) return;
    const same = focused.key && article.querySelector(`[data-focus="${CSS.escape(focused.key)}"]`);
    (same || article).focus({ preventScroll: true });
  }

  scrolled_() {
    const rest = this.root_.scrollHeight - this.root_.scrollTop - this.root_.clientHeight;
    this.follows_ = rest < k_near_end_px;
    if (this.follows_) this.jump_.hidden = true;
  }
}

/** Makes `nodes` the children of `parent`, touching only what differs. */
function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}

function belongs(previous, item, reader) {
  const message = item.message;
  const author = author_of(message, reader);
  // An app's messages in a channel are each about something else.
  if (author.is_app && !item.look.in_thread) return false;
  if (!previous || Boolean(previous.is_ephemeral) !== Boolean(message.is_ephemeral)) return false;
  const same = author_of(previous, reader).id === author.id;
  return same && Number(message.ts) - Number(previous.ts) < k_together_s;
}
