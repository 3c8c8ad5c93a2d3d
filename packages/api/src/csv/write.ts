import { stringify } from "csv-stringify/sync";

/**
 * Rows as a file that spreadsheets open (RFC 4180, UTF-8 with its mark). A cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
export function csvOf<Row extends object>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): string {
  return stringify([...rows], {
    bom: true,
    header: true,
    columns: [...columns],
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { date: (instant) => instant.toISOString(), boolean: (is) => (is ? "yes" : "no") },
  });
}
