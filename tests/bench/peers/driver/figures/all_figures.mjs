import { replicas } from "../clients.mjs";
import { diagnoses } from "./diagnoses.mjs";
import { rate200, rate2000, rate50 } from "./fixed_rate.mjs";
import { memory, start } from "./footprint.mjs";
import { kill, kill_any } from "./kill.mjs";
import { refresh } from "./refresh.mjs";
import { acks, burst, commands } from "./throughput.mjs";

/**
 * What is measured, by the name that --only takes. Each says which clients it concerns, and how
 * slow the systems behind Latchkey are meanwhile; its `measure` launches the client.
 */
export const figures = { acks, commands, rate200, rate2000, burst, memory, start, diagnoses, refresh, kill };

/** The same of those that share a store, and of the one that does not. */
export const shared_figures = { commands: { ...commands, clients: Object.keys(replicas) }, rate50, kill: kill_any };
