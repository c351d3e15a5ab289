/** How dates are worded, in the zone of the person who reads (Slack does the same). */
export class Dates {
  constructor(zone) {
    this.zone_ = is_zone(zone) ? zone : undefined;
  }

  /** "09:02" */
  time(unix) {
    return this.format_(unix, { hour: "2-digit", minute: "2-digit" });
  }

  /** "Friday 20 November at 09:02" */
  full(unix) {
    return `${this.format_(unix, { weekday: "long", day: "numeric", month: "long" })} at ${this.time(unix)}`;
  }

  /** The heading above a day's messages: "Today", "Friday 20 November". */
  day(unix) {
    const near = this.near_(unix);
    if (near) return near[0].toUpperCase() + near.slice(1);
    return this.format_(unix, { weekday: "long", day: "numeric", month: "long" });
  }

  /** A text that is equal for two times of the same day in this zone. */
  day_key(unix) {
    return new Intl.DateTimeFormat("en-CA", { timeZone: this.zone_, dateStyle: "short" }).format(unix * 1000);
  }

  /**
   * One token of Slack's `<!date^…>`; undefined for one that does not exist.
   * https://api.slack.com/reference/surfaces/formatting#date-formatting
   */
  token(name, unix) {
    const near = name.endsWith("_pretty") ? this.near_(unix) : undefined;
    if (near) return near;
    const year = is_within_half_a_year(unix) ? {} : { year: "numeric" };
    switch (name.replace(/_pretty$/, "")) {
      case "date_num": return this.day_key(unix);
      case "date": return this.format_(unix, { day: "numeric", month: "long", ...year });
      case "date_short": return this.format_(unix, { day: "numeric", month: "short", ...year });
      case "date_long":
        return this.format_(unix, { weekday: "long", day: "numeric", month: "long", ...year });
      case "time": return this.time(unix);
      case "time_secs":
        return this.format_(unix, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
      case "ago": return ago(unix);
      default: return undefined;
    }
  }

  near_(unix) {
    const now = Date.now() / 1000;
    const key = this.day_key(unix);
    if (key === this.day_key(now)) return "today";
    if (key === this.day_key(now - k_day_s)) return "yesterday";
    if (key === this.day_key(now + k_day_s)) return "tomorrow";
    return undefined;
  }

  format_(unix, options) {
    return new Intl.DateTimeFormat("en-GB", { timeZone: this.zone_, hourCycle: "h23", ...options }).format(unix * 1000);
  }
}

const k_day_s = 86_400;

/** Slack leaves the year out then (the same page). */
function is_within_half_a_year(unix) {
  return Math.abs(unix - Date.now() / 1000) < 183 * k_day_s;
}

function ago(unix) {
  const seconds = unix - Date.now() / 1000;
  const words = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
  for (const [unit, size] of [["day", k_day_s], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return "just now";
}

function is_zone(zone) {
  try {
    return Boolean(zone && new Intl.DateTimeFormat("en-GB", { timeZone: zone }));
  } catch {
    return false;
  }
}
