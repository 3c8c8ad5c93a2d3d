import type { Admin } from "@salon/contracts";
import type { AdminRow } from "./queries.ts";

export function presentAdmin({ admin, person }: AdminRow): Admin {
  return { ...admin, ...person };
}
