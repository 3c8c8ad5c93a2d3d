import { sqlStateOf } from "@salon/db";

/** Query cancelled, too many connections, connection lost, deadlock or lock wait that outlived its retries. */
const TEMPORARY = /^(?:57014|57P0\d|53300|08...|40P01|40001|55P03)$/;

/** Whether an error of the database passes by itself: worth a 503 and another try. */
export function isUnavailable(error: unknown): boolean {
  return (
    TEMPORARY.test(sqlStateOf(error) ?? "") || /^(?:ECONN|CONNECTION_|CONNECT_TIMEOUT)/.test(codeOf(error))
  );
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return typeof Reflect.get(error, "code") === "string"
    ? String(Reflect.get(error, "code"))
    : codeOf(error.cause);
}
