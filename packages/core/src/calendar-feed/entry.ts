import type { Ctx } from "../context.ts";
import type { findEntries } from "./queries.ts";
import type { CalendarEntry } from "./ports.ts";

type EntryRow = Awaited<ReturnType<typeof findEntries>>[number];

/**
 * What a feed tells of a visit. Its address lies with other companies: it names the service and by which first name
 * somebody comes, and neither how to reach them nor what they said or pay.
 */
export function entryOf(
  { settings }: Pick<Ctx, "settings">,
  row: EntryRow,
  { named }: { readonly named: boolean },
): CalendarEntry {
  const service = `${row.serviceName}, ${row.variantName}`;
  const who = [...(named ? [row.staffName] : []), ...firstName(row.clientName)];
  return {
    uid: `${row.bookingId}-${row.position}@${hostOf(settings)}`,
    sequence: row.version,
    status: row.status === "pending" ? "TENTATIVE" : "CONFIRMED",
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    summary: [service, ...who].join(" · "),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function firstName(name: string | null): string[] {
  const [first = ""] = name?.trim().split(/\s+/u) ?? [];
  return first === "" ? [] : [first];
}

/** Whose ids these are, so that they are nobody else's. */
export function hostOf({ publicUrl }: Pick<Ctx["settings"], "publicUrl">): string {
  return new URL(publicUrl).hostname;
}
