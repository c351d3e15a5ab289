import { clients } from "./clients.mjs";
import { rows } from "./rows.mjs";
import { spread } from "./statistics.mjs";

/** Three digits that count, with commas between thousands. */
function number(value) {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** What the rounds said of one row and client: {median, min, max}; null where it was not measured. */
function value_of(row, measured, name) {
  const rounds = measured[row.figure]?.[name];
  if (!rounds) return null;
  const values = rounds.map((round) => round[row.key] * (row.scale ?? 1));
  if (!row.total) return spread(values);
  const sum = values.reduce((total, value) => total + value, 0);
  return { median: sum, min: sum, max: sum };
}

function cell(row, value) {
  if (!value) return "";
  const unit = row.unit ? ` ${row.unit}` : "";
  if (value.min === value.max) return `${number(value.median)}${unit}`;
  return `${number(value.median)}${unit} (${number(value.min)} to ${number(value.max)})`;
}

/** {words, reached, met}; met is null where what it compares was not measured. */
function judged(row, measured) {
  if (!row.target) return { words: "", reached: "", met: null };
  const of = (name, key = row.key, figure = row.figure) => {
    const other = { ...row, key, figure };
    return value_of(other, measured, name)?.median ?? NaN;
  };
  const value = row.target.ratio(of);
  if (!Number.isFinite(value)) return { words: row.target.words, reached: "", met: null };
  const met = row.target.holds(value);
  const amount = row.target.plain ? number(value) : `${number(value)} ×`;
  return { words: row.target.words, reached: `${amount}, ${met ? "met" : "**not met**"}`, met };
}

/** The rows that were measured, with every cell's spread and what became of the target. */
export function results(measured) {
  return rows.filter((row) => measured[row.figure]).map((row) => ({
    ...row,
    values: Object.fromEntries(Object.keys(clients).map((name) => [name, value_of(row, measured, name)])),
    target: judged(row, measured),
  }));
}

export function markdown(lines) {
  const titles = Object.values(clients).map((client) => client.title);
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    line(["", ...titles, "target", "reached"]),
    line(Array(titles.length + 3).fill("---")),
    ...lines.map((row) => line([
      row.title, ...Object.keys(clients).map((name) => cell(row, row.values[name])), row.target.words, row.target.reached,
    ])),
  ].join("\n");
}
