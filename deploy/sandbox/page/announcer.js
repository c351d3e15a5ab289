import { by_id } from "./dom.js";

/** A message that goes on changing is read once, when it has been quiet for this long. */
const k_quiet_ms = 1500;
/** More than a sentence or two is read in the message itself. */
const k_longest = 200;

/** Tells screen readers what arrived, politely and without every step of a progress bar. */
export class Announcer {
  constructor() {
    this.waiting_ = new Map();
  }

  now(text) {
    by_id("announcer").textContent = text.length > k_longest ? `${text.slice(0, k_longest)}…` : text;
  }

  when_quiet(key, text) {
    clearTimeout(this.waiting_.get(key));
    this.waiting_.set(key, setTimeout(() => {
      this.waiting_.delete(key);
      this.now(text);
    }, k_quiet_ms));
  }
}
