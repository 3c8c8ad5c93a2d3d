import { PASSWORD, PEOPLE } from "./people.ts";
import { SALONS } from "./salons/index.ts";

/** What a newcomer needs in order to look around. */
export function signIns(): string {
  const salons = SALONS.map(({ profile }) => [profile.slug, profile.name, profile.timeZone] as const);
  const people = Object.values(PEOPLE).map(({ email, name, does }) => [email, name, does] as const);
  return [
    "Demo salons:",
    ...columns(salons),
    `Demo sign-ins, all with the password ${PASSWORD} (development only):`,
    ...columns(people),
  ].join("\n");
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}`,
  );
}
