import { Client } from "./clients.mjs";
import { commit } from "./figures/commit.mjs";
import { Slack } from "./slack.mjs";

/** One figure of one client, with a Slack and a store of its own. */
async function measure_once(figure, name, { comparison, build, sizes, rounds }) {
  const slack = await Slack.start(build);
  const launched = [];
  const launch = async () => {
    const client = await Client.start(comparison.clients[name], { build, slack, connections: figure.connections });
    launched.push(client);
    return client;
  };
  try {
    await slack.order("upstreams", { delay_ms: figure.upstreams_ms ?? 0 });
    const values = await figure.measure({ slack, launch, name, sizes, rounds });
    if (values.lost || values.doubled || values.unacknowledged) values.said = launched.map((client) => client.output_end).join("\n");
    return values;
  } finally {
    for (const client of launched) await client.stop();
    await slack.stop();
  }
}

/**
 * All rounds, one after the other, each with every figure and every client in turn: what slows
 * the machine for a while slows them all. Resolves to {measured, problems}, where
 * measured[figure][client] is a list with one object per round.
 */
export async function run_rounds({ only, names, progress, ...settings }) {
  const measured = {};
  const problems = [];
  const note = (figure, name, values) => ((measured[figure] ??= {})[name] ??= []).push(values);
  for (let round = 1; round <= settings.rounds; ++round) {
    note("commit", settings.comparison.ours[0], await commit(settings));
    for (const [title, figure] of Object.entries(settings.comparison.figures)) {
      if (!only.includes(title)) continue;
      for (const name of figure.clients.filter((client) => names.includes(client))) {
        try {
          const values = await measure_once(figure, name, settings);
          note(title, name, values);
          progress(round, title, name, values);
        } catch (error) {
          problems.push(`${title}, ${name}, round ${round}: ${error.message}`);
          progress(round, title, name, { failed: error.message });
        }
      }
    }
  }
  return { measured, problems };
}

/** Latchkey's own promises, in whatever run they were broken. */
export function broken_promises({ ours }, measured) {
  const broken = [];
  for (const [figure, by_client] of Object.entries(measured)) {
    for (const name of ours) {
      for (const values of by_client[name] ?? []) {
        for (const key of ["lost", "doubled"]) {
          if (values[key] > 0) broken.push(`${figure}, ${name}: ${values[key]} ${key}`);
        }
      }
    }
  }
  return broken;
}
