import { parseArgs } from "node:util";
import { beside_each_other, beside_peers } from "./comparisons.mjs";
import { full, quick } from "./sizes.mjs";

/** Some of `known`, by a list with commas; all where there is no list. */
function chosen(option, list, known) {
  if (list === undefined) return known;
  const names = list.split(",");
  const strange = names.filter((name) => !known.includes(name));
  if (strange.length > 0) throw new Error(`--${option}: ${strange.join(", ")} is none of ${known.join(", ")}`);
  return names;
}

function whole_number(option, text) {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${option}: expected a whole number, not ${text}`);
  return Number(text);
}

/** What tests/bench/compare was asked for. Throws for what it does not understand. */
export function read_arguments(args) {
  const { values } = parseArgs({ args, options: {
    build: { type: "string" },
    rounds: { type: "string" },
    quick: { type: "boolean", default: false },
    replicas: { type: "boolean", default: false },
    only: { type: "string" },
    clients: { type: "string" },
    kills: { type: "string" },
    commands: { type: "string" },
    json: { type: "string" },
  } });
  if (!values.build) throw new Error("--build: the folder of an optimised build is missing");
  const comparison = values.replicas ? beside_each_other : beside_peers;
  const sizes = { ...(values.quick ? quick : full) };
  if (values.kills) sizes.kills = whole_number("kills", values.kills);
  if (values.commands) {
    sizes.memory_last = whole_number("commands", values.commands);
    sizes.memory_first = Math.ceil(sizes.memory_last / 5);
  }
  return {
    comparison,
    build: values.build,
    rounds: values.rounds ? whole_number("rounds", values.rounds) : values.quick ? 1 : 5,
    sizes,
    only: chosen("only", values.only, Object.keys(comparison.figures)),
    names: chosen("clients", values.clients, Object.keys(comparison.clients)),
    json: values.json ?? `${values.build}/${values.replicas ? "replicas" : "compare"}.json`,
  };
}
