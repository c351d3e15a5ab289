/** Answers of the sandbox are small; a call that takes longer than this has been lost. */
const k_deadline_ms = 10_000;

/** Everything there is to show to one person; without an id, to the default person. */
export async function fetch_state(user) {
  const query = user ? `?user=${encodeURIComponent(user)}` : "";
  const response = await fetch(`/sandbox/state${query}`, { signal: AbortSignal.timeout(k_deadline_ms) });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
  return response.json();
}

/** Tells the sandbox what a person did. Never throws: a failure is `{ok: false, error}`. */
export async function post(what, body) {
  try {
    const response = await fetch(`/sandbox/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(k_deadline_ms),
    });
    return await response.json();
  } catch (error) {
    return { ok: false, error: error.name === "TimeoutError" ? "timeout" : "no_connection" };
  }
}
