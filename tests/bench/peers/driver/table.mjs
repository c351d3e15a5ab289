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

/** The medians of a row, of its own key and figure unless said otherwise; NaN where there is none. */
const medians = (row, measured) => (name, key = row.key, figure = row.figure) =>
  value_of({ ...row, key, figure }, measured, name)?.median ?? NaN;

/** What became of the row's target; empty where what it compares was not measured. */
export function judged(row, measured) {
  const value = row.target?.ratio(medians(row, measured)) ?? NaN;
  if (!Number.isFinite(value)) return "";
  const amount = row.target.plain ? number(value) : `${number(value)} ×`;
  return `${amount}, ${row.target.holds(value) ? "met" : "**not met**"}`;
}

/** By how much the value of one client is that of another, of what is no count. */
export const ratio = (one, other) => (row, measured) => {
  const of = medians(row, measured);
  const value = of(one) / of(other);
  return row.total || !Number.isFinite(value) ? "" : `${number(value)} ×`;
};

/** The rows that were measured, with every cell's spread and what is to be said of them. */
export function results({ clients, rows, verdicts }, measured) {
  return rows.filter((row) => measured[row.figure]).map((row) => ({
    ...row,
    values: Object.fromEntries(Object.keys(clients).map((name) => [name, value_of(row, measured, name)])),
    verdicts: Object.values(verdicts).map((verdict) => verdict(row, measured)),
  }));
}

export function markdown({ clients, verdicts }, lines) {
  const titles = Object.values(clients).map((client) => client.title).concat(Object.keys(verdicts));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    line(["", ...titles]),
    line(Array(titles.length + 1).fill("---")),
    ...lines.map((row) => line([
      row.title, ...Object.keys(clients).map((name) => cell(row, row.values[name])), ...row.verdicts,
    ])),
  ].join("\n");
}
