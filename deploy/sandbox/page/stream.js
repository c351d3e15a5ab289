/**
 * The live events of one person. `on_open` runs at each (re)connection, so that the caller can
 * read the state again: events of the gap are not repeated. EventSource reconnects by itself
 * unless the server refuses; then this dials again.
 */
export class Stream {
  constructor(user, { on_event, on_open, on_lost }) {
    this.user_ = user;
    this.callbacks_ = { on_event, on_open, on_lost };
    this.dial_();
  }

  close() {
    clearTimeout(this.retry_);
    this.source_.close();
  }

  dial_() {
    this.source_ = new EventSource(`/sandbox/stream?user=${encodeURIComponent(this.user_)}`);
    this.source_.onopen = () => this.callbacks_.on_open();
    this.source_.onmessage = (event) => this.callbacks_.on_event(JSON.parse(event.data));
    this.source_.onerror = () => {
      this.callbacks_.on_lost();
      if (this.source_.readyState === EventSource.CLOSED) {
        this.retry_ = setTimeout(() => this.dial_(), k_retry_ms);
      }
    };
  }
}

/** As EventSource's own default in Chromium. */
const k_retry_ms = 3000;
