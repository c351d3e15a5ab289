/** Longer than anything that is waited for takes, progress of a whole diagnosis included. */
const k_patience_ms = 30_000;

/** The events of one /sandbox/stream, all kept, so that a test may ask for what has already come. */
export class EventLog {
  static async open(url) {
    const abort = new AbortController();
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return new EventLog(response.body, abort);
  }

  constructor(body, abort) {
    this.events = [];
    this.abort_ = abort;
    this.waiting_ = new Set();
    this.read_(body).catch(() => {});  // the end of the stream; who waits runs into the patience
  }

  close() {
    this.abort_.abort();
  }

  /** Forgets what has come, so that only what comes from now on is found. */
  clear() {
    this.events.length = 0;
  }

  /** The first event, past or future, that `matches`; `what` names it where it does not come. */
  wait_for(what, matches) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting_.delete(look);
        reject(new Error(`no ${what}; there were:\n${this.events.map((event) => JSON.stringify(event)).join("\n")}`));
      }, k_patience_ms);
      const look = () => {
        const found = this.events.find(matches);
        if (!found) return;
        clearTimeout(timer);
        this.waiting_.delete(look);
        resolve(found);
      };
      this.waiting_.add(look);
      look();
    });
  }

  /** A message, or a change of one, whose text (blocks included) has these words. */
  async message_with(words) {
    const found = await this.wait_for(`message with “${words}”`, (event) =>
      /^message(_changed)?$/.test(event.type) && JSON.stringify(event.message).includes(words));
    return found.message;
  }

  async read_(body) {
    let rest = "";
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines) if (line.startsWith("data:")) this.events.push(JSON.parse(line.slice(5)));
      for (const look of [...this.waiting_]) look();
    }
  }
}
