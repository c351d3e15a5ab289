/** The few that a support channel needs; any other name stays as it was written. */
const k_by_name = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", bell: "🔔", bust_in_silhouette: "👤", clock: "🕐", email: "📧",
  envelope: "✉️", eyes: "👀", hourglass: "⌛", hourglass_flowing_sand: "⏳", information_source: "ℹ️",
  key: "🔑", large_blue_circle: "🔵", large_green_circle: "🟢", large_orange_circle: "🟠",
  large_yellow_circle: "🟡", link: "🔗", lock: "🔒", mag: "🔎", mag_right: "🔎", memo: "📝", no_entry: "⛔",
  no_entry_sign: "🚫", pray: "🙏", red_circle: "🔴", rotating_light: "🚨", smile: "😄", sos: "🆘", tada: "🎉",
  warning: "⚠️", wave: "👋", white_check_mark: "✅", white_circle: "⚪", x: "❌",
};

/**
 * Marks that carry a meaning are drawn by the style sheet: they look the same everywhere, also
 * where no emoji font is installed. The character stays in the text, for copying and for tests.
 */
const k_drawn = {
  "🔴": ["dot-red", "red circle"], "🟠": ["dot-orange", "orange circle"], "🟢": ["dot-green", "green circle"],
  "⚪": ["dot-white", "white circle"], "🔵": ["dot-blue", "blue circle"], "🟡": ["dot-yellow", "yellow circle"],
  "✅": ["mark-done", "done"], "❌": ["mark-failed", "failed"], "🔎": ["mark-search", "searching"],
  "⚠": ["mark-warning", "warning"], "ℹ": ["mark-info", "information"], "⏳": ["mark-wait", "waiting"],
};

const k_pattern = new RegExp(`(${Object.keys(k_drawn).join("|")})\\uFE0F?`, "gu");

/** ":white_check_mark:" without its colons; undefined where the name is not known. */
export function emoji_named(name) {
  return Object.hasOwn(k_by_name, name) ? k_by_name[name] : undefined;
}

/** Text as nodes in which the drawn marks are elements of their own. */
export function with_marks(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(k_pattern)) {
    if (match.index > last) nodes.push(text.slice(last, match.index));
    const [style, label] = k_drawn[match[1]];
    const mark = document.createElement("span");
    mark.className = `mark ${style}`;
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", label);
    mark.textContent = match[0];
    nodes.push(mark);
    last = match.index + match[0].length;
  }
  if (last < text.length) nodes.push(text.slice(last));
  return nodes;
}
