import { by_id, icon } from "./dom.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";

/** The panel beside the channel with one thread; on a phone it covers everything. */
export class ThreadPanel {
  constructor({ on_close, send }) {
    this.panel_ = by_id("thread");
    by_id("thread-close").append(icon("close"));
    by_id("thread-back").prepend(icon("back"));
    for (const id of ["thread-close", "thread-back"]) by_id(id).addEventListener("click", on_close);
    this.panel_.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) on_close();
    });
    this.list_ = new MessageList("thread-list", () => []);
    this.composer_ = new Composer(by_id("thread-composer-place"), {
      id: "composer-thread", send_label: "Send reply", send,
    });
    this.composer_.name("Reply in thread");
  }

  /** `thread`: {place, key, items, reader, own}; undefined closes the panel. */
  show(thread) {
    const changed = thread?.key !== this.key_;
    this.key_ = thread?.key;
    this.panel_.hidden = !thread;
    if (!thread) return;
    by_id("thread-note").textContent = thread.place;
    this.list_.show({ ...thread, name: "Messages in this thread" });
    if (changed) {
      this.composer_.clear();
      if (by_id("thread-back").checkVisibility()) by_id("thread-back").focus();
      else this.composer_.focus();
    }
  }
}
