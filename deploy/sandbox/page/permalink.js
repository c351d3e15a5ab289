/**
 * What an address of the form that chat.getPermalink gives names, or undefined:
 * /archives/C0SUPPORT/p1700000000000100?thread_ts=1700000000.000100 -> {channel, ts, thread}.
 */
export function read_permalink(url) {
  const found = /^\/archives\/(\w+)\/p(\d{10,})(\d{6})$/.exec(url.pathname);
  if (!found) return undefined;
  const ts = `${found[2]}.${found[3]}`;
  return { channel: found[1], ts, thread: url.searchParams.get("thread_ts") ?? undefined };
}
