/** How long a press is shown as waiting where the app says nothing; Slack gives up after three seconds. */
const k_give_up_ms = 10_000;

/** Which buttons were pressed and what came of it, until their message changes. */
export class Presses {
  constructor(on_change) {
    this.states_ = new Map();
    this.on_change_ = on_change;
  }

  /** undefined, "waiting", or why it failed. */
  state(ts, block_id, action_id) {
    return this.states_.get(`${ts}/${block_id}/${action_id}`)?.text;
  }

  /** What a message's look depends on. */
  of(ts) {
    return [...this.states_].filter(([key]) => key.startsWith(`${ts}/`)).map(([key, state]) => `${key}=${state.text}`);
  }

  begin(ts, block_id, action_id) {
    const key = `${ts}/${block_id}/${action_id}`;
    const timer = setTimeout(() => this.finish(ts, action_id, false, "operation_timeout"), k_give_up_ms);
    this.states_.set(key, { text: "waiting", timer });
    this.on_change_();
  }

  finish(ts, action_id, ok, error) {
    for (const [key, state] of this.states_) {
      if (!key.startsWith(`${ts}/`) || !key.endsWith(`/${action_id}`)) continue;
      clearTimeout(state.timer);
      if (ok) this.states_.delete(key);
      else this.states_.set(key, { text: `That did not work: ${explain(error)}` });
    }
    this.on_change_();
  }

  /** The app rewrote the message: it has answered. */
  forget(ts) {
    for (const [key, state] of this.states_) {
      if (!key.startsWith(`${ts}/`)) continue;
      clearTimeout(state.timer);
      this.states_.delete(key);
    }
  }
}

/** Slack's error names in words; an unknown one is shown as it is. */
export function explain(error) {
  const words = {
    operation_timeout: "the app did not answer in time (operation_timeout)",
    dispatch_failed: "the app is not connected (dispatch_failed)",
    no_connection: "the sandbox cannot be reached",
    timeout: "the sandbox did not answer in time",
  };
  return Object.hasOwn(words, error) ? words[error] : error ?? "no reason was given";
}
