import { ImportedClient, MAX_IMPORTED_LINES } from "@salon/contracts";
import type { LineProblem } from "@salon/contracts";
import { DomainError } from "@salon/core";
import type { ClientFile } from "@salon/core";
import { CsvError, parse } from "csv-parse/sync";

const COLUMNS = Object.keys(ImportedClient.shape);

type Line = { readonly record: Readonly<Record<string, string>>; readonly info: { readonly lines: number } };

/** A file with clients. Throws `invalid_input` where it is no such file, or too long. */
export function readClients(csv: string): ClientFile {
  const ignoredColumns: string[] = [];
  const lines = readLines(csv, (header) => namesIn(header, ignoredColumns));
  if (lines.length > MAX_IMPORTED_LINES)
    throw refused("too_many_lines", `At most ${MAX_IMPORTED_LINES} clients in one file.`);
  const read = lines.map(readLine);
  return {
    lines: read.flatMap(({ known }) => known ?? []),
    errors: read.flatMap(({ errors }) => errors),
    ignoredColumns,
  };
}

function readLines(csv: string, columns: (header: string[]) => (string | false)[]): Line[] {
  try {
    return parse(csv, {
      bom: true,
      columns,
      delimiter: delimiterOf(csv),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: MAX_IMPORTED_LINES + 1,
      trim: true,
    }) as unknown as Line[];
  } catch (error) {
    if (error instanceof CsvError)
      throw refused("malformed_csv", `Line ${String(error["lines"])} cannot be read.`);
    throw error;
  }
}

/** Spreadsheets of some languages write semicolons. */
function delimiterOf(csv: string): "," | ";" {
  const [header = ""] = csv.split("\n", 1);
  return header.includes(";") && !header.includes(",") ? ";" : ",";
}

/** Our names of the columns, each once; what means nothing here, or comes again, is passed over. */
function namesIn(header: readonly string[], ignored: string[]): (string | false)[] {
  const taken = new Set<string>();
  const names = header.map((title) => {
    const name = COLUMNS.find((column) => column.toLowerCase() === title.toLowerCase());
    if (name === undefined || taken.has(name)) {
      ignored.push([...title].slice(0, 60).join(""));
      return false;
    }
    taken.add(name);
    return name;
  });
  if (!taken.has("name"))
    throw refused("name_column_missing", "The first line names the columns, and one is `name`.");
  return names;
}

function readLine({ record, info }: Line): {
  readonly known?: ClientFile["lines"][number];
  readonly errors: readonly LineProblem[];
} {
  const cells = Object.entries(record).flatMap(([column, cell]) =>
    cell === "" ? [] : [[column, withoutApostrophe(cell)] as const],
  );
  const { data, error } = ImportedClient.safeParse(Object.fromEntries(cells));
  if (data) return { known: { line: info.lines, client: data }, errors: [] };
  const problem = ({ path: [column], message }: { path: PropertyKey[]; message: string }): LineProblem => ({
    line: info.lines,
    column: column === undefined ? null : String(column),
    code: "invalid_value",
    message,
  });
  return { errors: error.issues.map(problem) };
}

/** What our own files put before a sign that begins a formula. */
function withoutApostrophe(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

function refused(code: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { errors: [{ pointer: "/csv", code, message }] });
}
