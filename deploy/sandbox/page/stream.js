import { fetch_state } from "./api.js";

/**
 * What one person is shown: `on_state` at each (re)connection, since events of the gap are not
 * repeated, then `on_event` with each change of it. EventSource reconnects by itself unless the
 * server refuses; then this dials again.
 */
export class Stream {
  constructor(user, { on_state, on_event, on_lost }) {
    this.user_ = user;
    this.callbacks_ = { on_state, on_event, on_lost };
    this.dial_();
  }

  close() {
    clearTimeout(this.retry_);
    this.early_ = undefined;
    this.source_.close();
  }

  dial_() {
    this.source_ = new EventSource(`/sandbox/stream?user=${encodeURIComponent(this.user_)}`);
    this.source_.onopen = () => this.read_state_();
    this.source_.onmessage = ({ data }) => this.heard_(JSON.parse(data));
    this.source_.onerror = () => {
      this.callbacks_.on_lost();
      if (this.source_.readyState === EventSource.CLOSED) this.dial_later_();
    };
  }

  dial_later_() {
    this.source_.close();
    clearTimeout(this.retry_); // of a stream that was refused while the state was still on its way
    this.retry_ = setTimeout(() => this.dial_(), k_retry_ms);
  }

  /** What comes while the state is on its way may be newer than that, so it waits for it. */
  async read_state_() {
    const early = [];
    this.early_ = early;
    const state = await fetch_state(this.user_).catch(() => undefined);
    if (this.early_ !== early) return; // closed, or opened once more
    this.early_ = undefined;
    if (!state) {
      this.callbacks_.on_lost();
      this.dial_later_();
      return;
    }
    this.callbacks_.on_state(state);
    early.forEach((event) => this.callbacks_.on_event(event));
  }

  heard_(event) {
    if (this.early_) this.early_.push(event);
    else this.callbacks_.on_event(event);
  }
}

/** As EventSource's own default in Chromium. */
const k_retry_ms = 3000;
