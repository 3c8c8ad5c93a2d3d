import { randomUUID } from "node:crypto";
import { createSystemCtx, forgetAuditLog, sweepDue } from "@salon/core";
import type { Actor } from "@salon/core";
import type { AnyProcedure } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appRouter } from "./root.ts";
import { auditRowsOf, whoIs } from "./testing/audit-rows.ts";
import type { AuditRow } from "./testing/audit-rows.ts";
import type { Kept, Place } from "./testing/changes/change.ts";
import { CHANGELESS, CHANGES } from "./testing/changes/index.ts";
import { openDesk, outcomeOf } from "./testing/desk.ts";
import { serviceInput } from "./testing/fixtures.ts";
import { openTestApi } from "./testing/index.ts";
import type { Caller, TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { GUEST, monday } from "./testing/salon-with-bea.ts";
import { createCallerFactory } from "./trpc.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

let api: TestApi;
let place: Place;
beforeAll(async () => {
  api = await openTestApi();
  let taken = 0;
  const freeTime = () => {
    const [day, hour] = [Math.floor(taken / 8), taken % 8];
    taken += 1;
    return new Date(monday("09:00").getTime() + day * DAY_MS + hour * HOUR_MS);
  };
  place = { ...(await openDesk(api)), api, freeTime };
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const createCaller = createCallerFactory(appRouter);

/** One request of somebody's, and what the audit log holds of it then. */
async function asked<T>(actor: Actor, call: (caller: Caller) => Promise<T>, idempotencyKey = randomUUID()) {
  const requestId = randomUUID();
  const outcome = { replayed: false };
  const answer = await call(createCaller({ deps: api.deps, actor, requestId, idempotencyKey, outcome }));
  return { answer, rows: await auditRowsOf(api, requestId) };
}

test("every operation that changes something is tried here", () => {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);
  const mutations = procedures.flatMap(([path, { _def }]) => (_def.type === "mutation" ? [path] : []));
  expect(Object.keys({ ...CHANGES, ...CHANGELESS }).toSorted()).toEqual(mutations.toSorted());
});

test.each(Object.entries(CHANGES))(
  "%s leaves who did it, and what was before and after",
  async (_, prepare) => {
    const { by, make } = await prepare(place);
    const { answer: expected, rows } = await asked(by, make);
    expect(rows).toEqual(expected.map((kept) => rowOf(by, kept)));
  },
);

/** Of an update exactly what changed; of what is made or goes, this much at least. */
function rowOf(by: Actor, kept: Kept): AuditRow {
  const { action, subjectId, before, after, reason = null, salonId = place.salonId } = kept;
  const isUpdate = before !== null && after !== null;
  const told = (fields: Kept["before"]) => (isUpdate || !fields ? fields : atLeast(fields));
  return {
    ...whoIs(by),
    action,
    businessId: salonId === null ? null : A_NUMBER,
    salonId,
    subjectType: action.split(".", 1)[0] ?? "",
    subjectId,
    before: told(before),
    after: told(after),
    reason,
  };
}

const A_NUMBER = expect.any(Number) as number;

function atLeast(fields: object): Record<string, unknown> {
  return expect.objectContaining(fields) as Record<string, unknown>;
}

test("a refused call leaves nothing, nor does one that was rolled back half way", async () => {
  const { mona, bea, salonId, cutId, beaId, freeTime } = place;
  const asBea = { kind: "user", userId: bea.userId, emailVerified: true } as const;
  const refused = await asked(asBea, ({ services }) => outcomeOf(services.create(serviceInput(salonId))));
  expect(refused).toEqual({ answer: "forbidden", rows: [] });
  const asMona = { ...asBea, userId: mona.userId };
  const stale = await asked(asMona, ({ salons }) =>
    outcomeOf(salons.update({ salonId, about: "x", ifVersion: 99 })),
  );
  expect(stale).toEqual({ answer: "version_mismatch", rows: [] });
  const taken = {
    salonId,
    startsAt: freeTime(),
    items: [{ variantId: cutId, staffId: beaId }],
    client: GUEST,
  };
  await api.anybody.bookings.create(taken);
  const late = await asked({ kind: "anonymous" }, ({ bookings }) => outcomeOf(bookings.create(taken)));
  expect(late).toEqual({ answer: "staff_busy", rows: [] });
});

test("the same request again leaves no second row", async () => {
  const { rita, salonId } = place;
  const asRita = { kind: "user", userId: rita.userId, emailVerified: true } as const;
  const key = randomUUID();
  const create = ({ clients }: Caller) => clients.create({ salonId, name: "Alice" });
  const first = await asked(asRita, create, key);
  const second = await asked(asRita, create, key);
  expect(second.answer).toEqual(first.answer);
  expect(first.rows).toHaveLength(1);
  expect(second.rows).toEqual([]);
});

test("what changes nothing leaves nothing", async () => {
  const { mona, salonId } = place;
  const asMona = { kind: "user", userId: mona.userId, emailVerified: true } as const;
  const { id: clientId } = await mona.api.clients.create({ salonId, name: "Alice" });
  const { name } = await mona.api.salons.get({ salonId });
  const made = await CHANGES["bookings.cancel"](place);
  await asked(made.by, made.make);
  const idle: ((caller: Caller) => Promise<unknown>)[] = [
    ({ clients }) => clients.update({ salonId, clientId, name: "Alice" }),
    ({ salons }) => salons.update({ salonId, name }),
    ({ salons }) => salons.update({ salonId, name: "Elsewhere", dryRun: true }),
    ({ schedules }) => schedules.setSalonHours({ salonId, schedules: [], dryRun: true }),
  ];
  for (const call of idle) expect((await asked(asMona, call)).rows).toEqual([]);
});

test("a booking that is cancelled twice was cancelled once", async () => {
  const { by, make } = await CHANGES["bookings.cancel"](place);
  const {
    rows: [first],
  } = await asked(by, make);
  const again = await asked(by, ({ bookings }) => bookings.cancel({ bookingId: first?.subjectId ?? "" }));
  expect(again.rows).toEqual([]);
});

test("who acts in another person's name is named beside them", async () => {
  const [alice, admin] = [await api.signUp("Alice"), await api.signUp("Ada")];
  const actor = {
    kind: "user",
    userId: alice.userId,
    emailVerified: true,
    impersonatorId: admin.userId,
  } as const;
  const { salonId, cutId, beaId, freeTime } = place;
  const items = [{ variantId: cutId, staffId: beaId }];
  const { rows } = await asked(actor, ({ bookings }) =>
    bookings.create({ salonId, startsAt: freeTime(), items }),
  );
  expect(rows.map(({ action }) => action)).toEqual(["client.created", "booking.created"]);
  expect(rows).toEqual(rows.map((row) => ({ ...row, actorId: alice.userId, impersonatorId: admin.userId })));
});

test("what another program changed, its key did", async () => {
  const { salonId } = place;
  const keyId = randomUUID();
  const key = { kind: "apiKey", keyId, salonId, scopes: ["salon:write"] } as const;
  const { rows } = await asked(key, ({ services }) => services.create(serviceInput(salonId)));
  expect(rows).toMatchObject([{ actorKind: "apiKey", actorId: keyId, action: "service.created" }]);
});

test("what the platform does by the clock it did itself", async () => {
  const { salonId, cutId, beaId, freeTime } = place;
  const items = [{ variantId: cutId, staffId: beaId }];
  const { id } = await api.anybody.bookings.create({ salonId, startsAt: freeTime(), items, hold: true });
  await api.sql`update bookings set hold_expires_at = now() - interval '1 minute' where id = ${id}`;
  await api.sql`update salons set test_now = null where id = ${salonId}`;
  const ctx = createSystemCtx(api.deps, "sweep");
  await sweepDue(ctx);
  const rows = await auditRowsOf(api, ctx.request.id);
  expect(rows).toContainEqual({
    ...whoIs(ctx.actor),
    action: "booking.expired",
    businessId: place.businessId,
    salonId,
    subjectType: "booking",
    subjectId: id,
    before: { status: "held", version: 1 },
    after: { status: "expired", version: 2 },
    reason: null,
  });
});

test("what is older than three years is forgotten, however much that is", async () => {
  await using other = await openTestApi();
  const plant = (age: string, count: number) => other.sql`
    insert into audit_log (public_id, occurred_at, actor_kind, action, subject_type, subject_id)
    select gen_random_uuid(), now() - ${age}::interval, 'system', ${age}, 'user', gen_random_uuid()
    from generate_series(1, ${count}::int)`;
  await plant("3 years 1 day", 2_001);
  await plant("2 years 364 days", 2);
  await forgetAuditLog(createSystemCtx(other.deps, "forgetAuditLog"));
  const kept = await other.sql<{ action: string }[]>`select action from audit_log`;
  expect(kept.map(({ action }) => action)).toEqual(["2 years 364 days", "2 years 364 days"]);
});
