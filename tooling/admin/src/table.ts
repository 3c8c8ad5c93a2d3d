/** Fields of some objects in columns below their names. */
export function table(items: readonly object[], columns: readonly string[]): string {
  const rows = [columns, ...items.map((item) => columns.map((column) => cellOf(Reflect.get(item, column))))];
  const widths = columns.map((_, nth) => Math.max(...rows.map((row) => row[nth]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, nth) => cell.padEnd(widths[nth] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cellOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : "–";
}
