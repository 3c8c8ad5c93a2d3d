import type { Spread } from "./rounds.ts";

/** A plain table on the terminal: text to the left, numbers to the right. */
export function print(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const lines = [title, line(heads), ...rows.map(line)];
  process.stdout.write(`\n${lines.join("\n")}\n`);
}

/** The median, and in brackets how far it strayed: the 10th and the 90th of 100. */
export function shown({ median, low, high }: Spread, digits = 0): string {
  if (Number.isNaN(median)) return "–";
  return `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
