/** The SQLSTATE of a database error, through Drizzle's wrapper; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  return fieldOf(error, "code");
}

/** The name of the constraint that a statement broke. */
export function constraintOf(error: unknown): string | undefined {
  return fieldOf(error, "constraint_name");
}

function fieldOf(error: unknown, field: "code" | "constraint_name"): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const value: unknown = Reflect.get(error, field);
  if (typeof value === "string" && isSqlState(error)) return value;
  return fieldOf(error.cause, field);
}

function isSqlState(error: Error): boolean {
  return /^[0-9A-Z]{5}$/.test(String(Reflect.get(error, "code")));
}
