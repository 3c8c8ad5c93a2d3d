import type { Audited } from "../audit/index.ts";
import type { FileRow } from "./queries.ts";

/** Whose row in the audit log a change of a file is. */
export function subjectOf({ id, businessId, salonId }: FileRow): Pick<Audited, "salon" | "subject"> {
  const salon = businessId === null || salonId === null ? null : { businessId, id: salonId };
  return { salon, subject: { type: "file", id } };
}
