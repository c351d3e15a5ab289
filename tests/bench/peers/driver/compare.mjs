// Latchkey beside Slack's own clients, or several of it beside one, as a table for the README.
// Started by tests/bench/compare.
import { writeFile } from "node:fs/promises";
import { read_arguments } from "./arguments.mjs";
import { machine, machine_line } from "./machine.mjs";
import { broken_promises, run_rounds } from "./rounds.mjs";
import { markdown, results } from "./table.mjs";

function progress(round, figure, name, values) {
  const shown = Object.entries(values).map(([key, value]) => `${key} ${typeof value === "number" ? Number(value.toPrecision(4)) : value}`);
  console.error(`round ${round}: ${figure}, ${name}: ${shown.join(", ")}`);
}

async function compare(settings) {
  const { comparison, ...told } = settings;
  const about = machine(settings.build);
  const { measured, problems } = await run_rounds({ ...settings, progress });
  problems.push(...broken_promises(comparison, measured));
  const lines = results(comparison, measured);
  await writeFile(settings.json, JSON.stringify({ machine: about, settings: told, measured, rows: lines, problems }, null, 1));
  console.log(`${markdown(comparison, lines)}\n\nMedians of ${settings.rounds} alternated rounds (lowest to highest). ${machine_line(about)}.`);
  for (const problem of problems) console.error(`Problem: ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await compare(read_arguments(process.argv.slice(2)));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
