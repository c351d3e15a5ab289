import { peers, replicas } from "./clients.mjs";
import { figures, shared_figures } from "./figures/all_figures.mjs";
import { rows, shared_rows } from "./rows.mjs";
import { judged, ratio } from "./table.mjs";

/**
 * What is compared with what. `ours` have to keep Latchkey's promises, and the disk is measured
 * under the first of them. The columns of `verdicts` come after those of the clients.
 */
export const beside_peers = {
  clients: peers,
  figures,
  rows,
  ours: ["latchkey", "latchkey_memory"],
  verdicts: { target: (row) => row.target?.words ?? "", reached: judged },
};

export const beside_each_other = {
  clients: replicas,
  figures: shared_figures,
  rows: shared_rows,
  ours: Object.keys(replicas),
  verdicts: { "one to SQLite": ratio("one", "alone"), "three to one": ratio("three", "one") },
};
