import type { AdminSalon } from "@salon/contracts";
import { presentSalon } from "../../salon/index.ts";
import type { JudgedSalon } from "./queries.ts";

export function presentJudged(found: JudgedSalon): AdminSalon {
  return {
    ...presentSalon(found),
    businessId: found.businessPublicId,
    suspendedFrom: found.salon.suspendedFrom,
    owners: found.owners,
  };
}
