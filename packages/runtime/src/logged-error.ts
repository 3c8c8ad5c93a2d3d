import { scrub } from "./scrub.ts";

/** What may be logged of an error: never a statement's parameters, nor the values a database repeats. */
export function loggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: "not an error" };
  const sql = sqlFacts(error);
  return {
    type: error.name,
    message: sql ? "A statement failed" : scrub(error.message.split("\nparams:")[0] ?? "").slice(0, 500),
    ...sql,
    stack: framesOf(error),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
  };
}

/** Messages of PostgreSQL quote the input; its codes and names do not. */
function sqlFacts(error: Error): Record<string, unknown> | undefined {
  const fact = (name: string): unknown => Reflect.get(error, name);
  if (typeof fact("query") === "string") return {};
  if (!/^[0-9A-Z]{5}$/.test(String(fact("code")))) return undefined;
  return {
    sqlState: fact("code"),
    constraint: fact("constraint_name"),
    table: fact("table_name"),
    routine: fact("routine"),
  };
}

function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
