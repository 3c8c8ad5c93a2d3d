import { CLASSIFICATION } from "@salon/db/classification";
import type { Classification, TableKey } from "@salon/db/classification";

type ClassesIn<Key extends TableKey> = (typeof CLASSIFICATION)[Key][keyof (typeof CLASSIFICATION)[Key]];

/** The tables in which a column says something of a person, or is a secret. */
export type PersonalTable = {
  [Key in TableKey]: Extract<ClassesIn<Key>, "personal" | "secret"> extends never ? never : Key;
}[TableKey];

/** The columns of a table that are of these classes, as they are classified. */
export function columnsOf(key: TableKey, ...classes: readonly Classification[]): string[] {
  return Object.entries<Classification>(CLASSIFICATION[key]).flatMap(([column, kind]) =>
    classes.includes(kind) ? [column] : [],
  );
}
