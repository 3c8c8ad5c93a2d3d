import type { Client, EventType } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { auditAlong, verbOf } from "../audit/index.ts";
import type { Audited, AuditSubject, Change } from "../audit/index.ts";
import type { Ctx } from "../context.ts";
import { insertEvents } from "./queries.ts";

export { presentEvent } from "./present.ts";
export type { EventRow } from "./queries.ts";
export { readOn, type MakeOfEvents } from "./read-on.ts";
export { readSequence, sequenceOf, type Place } from "./sequence.ts";
export { watch, watchEvents, type Watch } from "./watch-events.ts";

/** Something that happened to a salon's things. Holds no personal value: people appear as ids. */
export type NewEvent = {
  readonly type: EventType;
  readonly salon: SalonKey;
  /** The id of what it is about. */
  readonly subjectId: string;
  readonly occurredAt: Date;
  readonly data: Record<string, unknown>;
  /** The fields that changed, as they were. */
  readonly previous?: Record<string, unknown>;
  /** What the audit log keeps: the thing before and after, and which it is where the event's type does not say so. */
  readonly audit: Change & Partial<Pick<Audited, "action" | "subject" | "reason">>;
};

type SalonKey = { readonly businessId: number; readonly id: string };

/** Writes events, and what the audit log keeps of them, in the transaction of the change. */
export async function emit(ctx: Ctx, tx: Tx, ...events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await insertEvents(tx, ctx, events, auditAlong(ctx, tx, events.map(auditedOf)));
}

function auditedOf({ type, salon, subjectId, audit: kept }: NewEvent): Audited {
  const action = kept.subject ? `${kept.subject.type}.${verbOf(kept)}` : type;
  return { action, salon, subject: { type: subjectOf(type), id: subjectId }, ...kept };
}

type SubjectOf<Type> = Type extends `${infer Subject}.${string}` ? Subject : never;

/** What an event's type names first, as `client` in `client.updated`; it must be a subject that the audit log knows. */
function subjectOf(type: EventType): SubjectOf<EventType> {
  return type.split(".", 1)[0] as SubjectOf<EventType>;
}

/** The rules that are things of their own: the kind by which events speak of them, and their id's name there. */
const RULES = {
  service: { rules: "catalog", named: "serviceId" },
  service_category: { rules: "catalog", named: "categoryId" },
  add_on: { rules: "catalog", named: "addOnId" },
  resource: { rules: "resources", named: "resourceId" },
  resource_type: { rules: "resources", named: "resourceTypeId" },
  staff: { rules: "staff", named: "staffId" },
} as const satisfies Partial<Record<AuditSubject, object>>;

/** What a change of rules is of: a thing of its own with its id, or else rules by their name. */
export function ruledBy(data: Readonly<Record<string, unknown>>): { kind: string; id: string | undefined } {
  const found = Object.entries(RULES).find(
    ([, { rules, named }]) => rules === data["rules"] && named in data,
  );
  return found
    ? { kind: found[0], id: String(data[found[1].named]) }
    : { kind: String(data["rules"]), id: undefined };
}

type Thing = { readonly id: string };
type ThingChange = { readonly action?: string } & (
  | { readonly before: Thing | null; readonly after: Thing }
  | { readonly before: Thing; readonly after: null }
);

/** A change of what a salon offers, which availability follows: of a thing as it was and as it is. */
export function rulesChanged(
  { salon, now }: { readonly salon: SalonKey; readonly now: Date },
  type: keyof typeof RULES,
  change: ThingChange,
): NewEvent {
  const { rules, named } = RULES[type];
  const { id } = change.after ?? change.before;
  return {
    type: "salon.rules_changed",
    salon,
    subjectId: salon.id,
    occurredAt: now,
    data: { rules, action: verbOf(change), [named]: id },
    audit: { subject: { type, id }, ...change },
  };
}

/** A new record of somebody, in whichever way it came about. */
export function clientCreated(
  { salon, now }: { readonly salon: SalonKey; readonly now: Date },
  client: Client,
): NewEvent {
  const { id, version } = client;
  return {
    type: "client.created",
    salon,
    subjectId: id,
    occurredAt: now,
    data: { id, version },
    audit: { before: null, after: client },
  };
}
