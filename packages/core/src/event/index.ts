import type { EventType } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { audit } from "../audit/index.ts";
import type { Audited, AuditSubject } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { insertEvents } from "./queries.ts";

export { presentEvent } from "./present.ts";
export type { EventRow } from "./queries.ts";
export { sequenceOf } from "./sequence.ts";
export { watchEvents, type Watch } from "./watch-events.ts";

/** Something that happened to a salon's things. Holds no personal value: people appear as ids. */
export type NewEvent = {
  readonly type: EventType;
  readonly salon: { readonly businessId: number; readonly id: string };
  /** The id of what it is about. */
  readonly subjectId: string;
  readonly occurredAt: Date;
  readonly data: Record<string, unknown>;
  /** The fields that changed, as they were. */
  readonly previous?: Record<string, unknown>;
  /** What the audit log keeps: the thing before and after, named as the event is unless it says otherwise. */
  readonly audit?: Pick<Audited, "before" | "after"> &
    Partial<Pick<Audited, "action" | "subject" | "reason">>;
};

/** Writes events, and what the audit log keeps of them, in the transaction of the change. */
export async function emit(ctx: Ctx, tx: Tx, ...events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await Promise.all([
    insertEvents(tx, ctx.actor, ctx.request.id, events),
    audit(ctx, tx, ...events.flatMap(auditedOf)),
  ]);
}

function auditedOf({ type, salon, subjectId, audit: kept }: NewEvent): Audited[] {
  if (!kept) return [];
  return [{ action: type, salon, subject: { type: subjectOf(type), id: subjectId }, ...kept }];
}

/** The thing that an event's type names first, as `client` in `client.updated`. */
function subjectOf(type: EventType): AuditSubject {
  return SUBJECT_OF[type.split(".", 1)[0] as Prefix];
}

type Prefix = EventType extends infer T ? (T extends `${infer P}.${string}` ? P : never) : never;

const SUBJECT_OF = {
  salon: "salon",
  booking: "booking",
  client: "client",
  member: "member",
  time_off: "timeOff",
} as const satisfies Record<Prefix, AuditSubject>;

type RulesChange = {
  readonly rules: "catalog" | "resources" | "staff";
  readonly action: "created" | "updated" | "archived";
  /** Ids and versions of what changed. */
  readonly [id: string]: unknown;
};

/** A change of what a salon offers, which availability follows. */
export function rulesChanged(salon: NewEvent["salon"], occurredAt: Date, data: RulesChange): NewEvent {
  return { type: "salon.rules_changed", salon, subjectId: salon.id, occurredAt, data };
}

/** A new record of somebody, in whichever way it came about. */
export function clientCreated(
  salon: NewEvent["salon"],
  occurredAt: Date,
  { id, version }: { readonly id: string; readonly version: number },
): NewEvent {
  return { type: "client.created", salon, subjectId: id, occurredAt, data: { id, version } };
}
