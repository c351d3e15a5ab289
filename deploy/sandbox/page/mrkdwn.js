import { h } from "./dom.js";
import { emoji_named, with_marks } from "./emoji.js";

/**
 * Slack's mrkdwn as DOM nodes. Only nodes are made, never markup, so no text can become an element.
 * https://api.slack.com/reference/surfaces/formatting
 *
 * `reader`: {users: Map, groups: Map, channels: [], me, dates}.
 */
export function mrkdwn(text, reader) {
  const nodes = [];
  const parts = text.split("```");
  for (const [index, part] of parts.entries()) {
    const inside = index % 2 === 1;
    const closed = index + 1 < parts.length;
    if (inside && closed) nodes.push(code_block(part, reader));
    else if (inside) nodes.push(...lines("```" + part, reader));
    else if (part) nodes.push(...lines(index > 0 ? part.replace(/^\n/, "") : part, reader));
  }
  return nodes;
}

function code_block(text, reader) {
  return h("pre", {}, h("code", {}, ...plain_tokens(text.replace(/^\n/, ""), reader)));
}

/** Decodes Slack's three entities, once: "&amp;lt;" is the text "&lt;". */
export function decode(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/** The same text as one line of words, for announcements. */
export function as_words(text, reader) {
  return h("div", {}, ...mrkdwn(text, reader)).textContent.replace(/\s+/g, " ").trim();
}

/** What a person typed, out of what Slack made of it. */
export function as_typed(text, reader) {
  return h("div", {}, ...plain_tokens(text, reader)).textContent;
}

function lines(text, reader) {
  const nodes = [];
  let quote = [];
  let normal = [];
  const flush_normal = () => {
    if (normal.length) nodes.push(...inline(normal.join("\n"), reader));
    normal = [];
  };
  const flush_quote = () => {
    if (quote.length) nodes.push(h("blockquote", {}, ...inline(quote.join("\n"), reader)));
    quote = [];
  };
  for (const line of text.split("\n")) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      flush_normal();
      quote.push(quoted[1]);
    } else {
      flush_quote();
      normal.push(line);
    }
  }
  flush_normal();
  flush_quote();
  return nodes;
}

// In this order at each place: code, a token in angle brackets, an emoji, then the three styles.
const k_code = /`([^`\n]+)`/y;
const k_token = /<([^<>\n]+)>/y;
const k_emoji = /:([a-z0-9_+-]+):/y;
const k_styles = [
  [/\*(?=\S)([^*\n]*?[^\s*])\*(?![\p{L}\p{N}_])/uy, "strong"],
  [/_(?=\S)([^_\n]*?[^\s_])_(?![\p{L}\p{N}_])/uy, "em"],
  [/~(?=\S)([^~\n]*?[^\s~])~(?![\p{L}\p{N}_])/uy, "s"],
];

function inline(text, reader) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(...with_marks(decode(plain)));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = special_at(text, at, reader);
    if (found) {
      flush();
      nodes.push(...found.nodes);
      at += found.length;
    } else {
      plain += text[at++];
    }
  }
  flush();
  return nodes;
}

function special_at(text, at, reader) {
  const match = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  let found;
  switch (text[at]) {
    case "`":
      if (!(found = match(k_code))) return undefined;
      return { nodes: [h("code", {}, ...plain_tokens(found[1], reader))], length: found[0].length };
    case "<":
      if (!(found = match(k_token))) return undefined;
      return { nodes: token(found[1], reader), length: found[0].length };
    case ":":
      if (!(found = match(k_emoji)) || !emoji_named(found[1])) return undefined;
      return { nodes: with_marks(emoji_named(found[1])), length: found[0].length };
    case "*": case "_": case "~":
      return styled_at(text, at, match, reader);
    default:
      return undefined;
  }
}

function styled_at(text, at, match, reader) {
  if (at > 0 && /[\p{L}\p{N}_]/u.test(text[at - 1])) return undefined;
  for (const [pattern, tag] of k_styles) {
    const found = match(pattern);
    if (found) return { nodes: [h(tag, {}, ...inline(found[1], reader))], length: found[0].length };
  }
  return undefined;
}

/** Inside code only the tokens in angle brackets mean something. */
function plain_tokens(text, reader) {
  return text.split(/(<[^<>\n]+>)/).flatMap((part) =>
    part.startsWith("<") && part.endsWith(">") ? token(part.slice(1, -1), reader) : [decode(part)]);
}

function token(body, reader) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : decode(body.slice(bar + 1));
  switch (target[0]) {
    case "@": return [mention(target.slice(1), label, reader)];
    case "#": return [channel(target.slice(1), label, reader)];
    case "!": return command(target.slice(1), label, reader);
    default: return [link(decode(target), label)];
  }
}

function mention(id, label, reader) {
  const user = reader.users.get(id);
  const name = user?.name ?? label ?? id;
  return h("span", { class: id === reader.me?.id ? "mention mention-me" : "mention" }, `@${name}`);
}

function group(id, label, reader) {
  const known = reader.groups?.get(id);
  const mine = known?.users.includes(reader.me?.id);
  return h("span", { class: mine ? "mention mention-group mention-me" : "mention mention-group" }, known ? `@${known.handle}` : label ?? `@${id}`);
}

function channel(id, label, reader) {
  const known = reader.channels.find((one) => one.id === id);
  return h("span", { class: "mention" }, `#${known?.name ?? label ?? id}`);
}

function command(target, label, reader) {
  const parts = target.split("^");
  switch (parts[0]) {
    case "date": return [date(parts, label, reader)];
    case "subteam": return [group(parts[1], label, reader)];
    case "here": case "channel": case "everyone":
      return [h("span", { class: "mention mention-me" }, `@${parts[0]}`)];
    default: return [`<${decode(target)}>`];
  }
}

function date([, unix_text, format, url], fallback, reader) {
  const unix = Number(unix_text);
  if (!/^\d{1,11}$/.test(unix_text ?? "") || !format) return fallback ?? "";
  const text = decode(format).replace(/\{(\w+)\}/g, (all, name) => reader.dates.token(name, unix) ?? all);
  const time = h("time", { datetime: new Date(unix * 1000).toISOString(), title: fallback }, text);
  return url ? link(decode(url), time) : time;
}

/** A link in a new tab; any scheme that could run something stays text. */
export function link(url, label) {
  const shown = label ?? url.replace(/^mailto:/, "");
  if (!/^(https?|mailto):/i.test(url)) return h("span", {}, shown);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown);
}
