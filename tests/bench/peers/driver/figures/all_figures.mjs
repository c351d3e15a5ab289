import { diagnoses } from "./diagnoses.mjs";
import { rate200, rate2000 } from "./fixed_rate.mjs";
import { memory, start } from "./footprint.mjs";
import { kill } from "./kill.mjs";
import { refresh } from "./refresh.mjs";
import { acks, burst, commands } from "./throughput.mjs";

/**
 * What is measured, by the name that --only takes. Each says which clients it concerns, and how
 * slow the systems behind Latchkey are meanwhile; its `measure` launches the client.
 */
export const figures = { acks, commands, rate200, rate2000, burst, memory, start, diagnoses, refresh, kill };
