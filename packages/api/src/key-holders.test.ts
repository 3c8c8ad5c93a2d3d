import { randomUUID } from "node:crypto";
import { SCOPES } from "@salon/contracts";
import type { Scope } from "@salon/contracts";
import { expect, test } from "vitest";
import { openDesk, outcomeOf } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { salonInput } from "./testing/fixtures.ts";
import { openTestApi } from "./testing/index.ts";
import type { Caller, TestApi } from "./testing/index.ts";
import { GUEST, monday } from "./testing/salon-with-bea.ts";
import { watch } from "./testing/watch.ts";

const keyId = randomUUID();

/** A program with a key of a salon; each call under an idempotency key of its own. */
function programIn(api: TestApi, { salonId }: { salonId: string }, ...scopes: Scope[]): Caller {
  const actor = { kind: "apiKey", keyId, salonId, scopes } as const;
  return new Proxy({} as Caller, { get: (_, feature) => Reflect.get(api.as(actor), feature) as unknown });
}

function visitIn({ salonId, cutId, beaId }: Desk, time: Parameters<typeof monday>[0] = "10:00") {
  return { salonId, startsAt: monday(time), items: [{ variantId: cutId, staffId: beaId }] };
}

test("a key books for its salon: off the grid, without approval, without a contact", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api, { policy: { requiresApproval: true } });
  const till = programIn(api, desk, "bookings:write");
  const booked = await till.bookings.create({ ...visitIn(desk, "10:07"), client: { name: "Walk-in" } });
  expect(booked).toMatchObject({ status: "confirmed", source: "salon", client: { name: "Walk-in" } });
  expect(booked).not.toHaveProperty("bookingToken");
  const [told] = await api.sql<{ actorKind: string; actorId: string }[]>`
    select actor_kind as "actorKind", actor_id as "actorId" from events where type = 'booking.created' and subject_id = ${booked.id}`;
  expect(told).toEqual({ actorKind: "apiKey", actorId: keyId });
});

test("a key is no customer: it says whom a booking is for, if not at once then when it confirms", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const till = programIn(api, desk, "bookings:write");
  expect(await outcomeOf(till.bookings.create(visitIn(desk)))).toBe("invalid_input");
  const held = await till.bookings.create({ ...visitIn(desk), hold: true });
  expect(held).toMatchObject({ status: "held", client: null });
  const bookingId = held.id;
  expect(await outcomeOf(till.bookings.confirm({ bookingId }))).toBe("invalid_input");
  const confirmed = await till.bookings.confirm({ bookingId, client: { name: "Alice" } });
  expect(confirmed).toMatchObject({ status: "confirmed", client: { name: "Alice" } });
});

test("what is another salon's is not there for a key, even of the same business", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const other = await openDesk(api);
  const stranger = programIn(api, other, ...SCOPES);
  const { id: bookingId } = await desk.rita.api.bookings.create({ ...visitIn(desk), client: GUEST });
  const { salonId, beaId: staffId } = desk;
  const tried = [
    stranger.bookings.create({ ...visitIn(desk, "12:00"), client: GUEST }),
    stranger.bookings.get({ bookingId }),
    stranger.bookings.list({ salonId }),
    stranger.bookings.cancel({ bookingId }),
    stranger.bookings.update({ bookingId, note: "Mine" }),
    stranger.clients.list({ salonId }),
    stranger.events.list({ salonId }),
    stranger.salons.policy({ salonId }),
    stranger.salons.update({ salonId, name: "Mine" }),
    stranger.timeOff.create({ salonId, staffId, fromDate: "2027-06-14", toDate: "2027-06-14" }),
    stranger.members.list({ salonId }),
    stranger.apiKeys.list({ salonId }),
  ];
  expect(await Promise.all(tried.map(outcomeOf))).toEqual(tried.map(() => "not_found"));
  const [first] = await api.sql<{ id: string }[]>`
    select public_id as id from businesses where id = (select business_id from salons where id = ${salonId})`;
  await api.sql`update businesses set sandbox = false where public_id = ${first?.id ?? ""}`;
  const sister = await desk.owner.api.salons.create(salonInput({ businessId: first?.id, slug: "sister" }));
  const sisters = programIn(api, { salonId: sister.id }, ...SCOPES);
  expect(await outcomeOf(sisters.bookings.get({ bookingId }))).toBe("not_found");
  expect(await outcomeOf(sisters.clients.list({ salonId }))).toBe("not_found");
});

test("overriding, prices and reopening have a scope of their own, which is no other", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const writer = programIn(api, desk, "bookings:read", "bookings:write");
  const corrector = programIn(api, desk, "bookings:override");
  const both = programIn(api, desk, "bookings:write", "bookings:override");
  const early = {
    ...visitIn(desk, "07:00"),
    client: { name: "Alice" },
    override: ["outside_hours" as const],
  };
  await expect(writer.bookings.create(early)).rejects.toThrow("lacks the scope bookings:override");
  await expect(corrector.bookings.create(early)).rejects.toThrow("lacks the scope bookings:write");
  const { id: bookingId, items } = await both.bookings.create(early);
  const prices = [{ itemId: items[0]?.id ?? "", amountMinor: 900 }];
  await expect(writer.bookings.update({ bookingId, prices })).rejects.toThrow("bookings:override");
  expect((await corrector.bookings.update({ bookingId, prices })).total.amountMinor).toBe(900);
  await expect(corrector.bookings.update({ bookingId, prices, note: "Paid" })).rejects.toThrow(
    "bookings:write",
  );
  await expect(corrector.bookings.get({ bookingId })).rejects.toThrow("lacks the scope bookings:read");
  expect((await both.bookings.update({ bookingId, prices, note: "Paid" })).note).toBe("Paid");
});

test("a key sees its draft where it may read it, and is told what it lacks where it may not", async () => {
  await using api = await openTestApi();
  const olga = await api.signUp("Olga");
  const draft = await olga.api.salons.create(salonInput());
  const salonId = draft.id;
  const reader = programIn(api, { salonId }, "salon:read");
  const writer = programIn(api, { salonId }, "salon:write");
  expect(await reader.salons.get({ salonId })).toMatchObject({ status: "draft" });
  await expect(writer.salons.get({ salonId })).rejects.toThrow("lacks the scope salon:read");
  expect(await writer.salons.update({ salonId, name: "Renamed" })).toMatchObject({
    name: "Renamed",
    role: null,
  });
  await expect(writer.salons.update({ salonId, timeZone: "Europe/Paris" })).rejects.toThrow("No API key may");
  await expect(writer.salons.publish({ salonId })).rejects.toThrow("No API key may");
});

test("the account behind a profile is shown to a key that may read the salon, and to no other", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId, beaId: staffId, bea } = desk;
  const seen = (...scopes: Scope[]) => programIn(api, desk, ...scopes).staff.get({ salonId, staffId });
  expect(await seen("salon:read")).toMatchObject({ userId: bea.userId });
  expect(await seen("salon:write", "bookings:read")).not.toHaveProperty("userId");
});

test("what is a person's is no key's", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId } = desk;
  const program = programIn(api, desk, ...SCOPES);
  const tried = [
    program.me.get(),
    program.me.update({ name: "Program" }),
    program.bookings.mine({}),
    program.salons.create(salonInput()),
    program.salons.publish({ salonId }),
    program.apiKeys.list({ salonId }),
    program.apiKeys.create({ salonId, name: "Another", scopes: ["salon:read"] }),
    program.members.update({ salonId, memberId: randomUUID(), role: "owner" }),
    program.members.remove({ salonId, memberId: randomUUID() }),
  ];
  expect(await Promise.all(tried.map(outcomeOf))).toEqual(tried.map(() => "forbidden"));
});

test("a key quotes for its salon", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const quoted = await programIn(api, desk, "salon:read").bookings.quote(visitIn(desk));
  expect(quoted.required).toEqual(["client.name"]);
});

test("two keys do not share idempotency keys, and neither does a key with a person", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId } = desk;
  const client = { salonId, name: "Alice" };
  const as = (id: string) =>
    api.as({ kind: "apiKey", keyId: id, salonId, scopes: ["clients:write"] }, "once").clients.create(client);
  const [first, other] = [randomUUID(), randomUUID()];
  const { id } = await as(first);
  expect((await as(first)).id).toBe(id);
  expect((await as(other)).id).not.toBe(id);
  const person = { kind: "user", userId: desk.rita.userId, emailVerified: true } as const;
  expect((await api.as(person, "once").clients.create(client)).id).not.toBe(id);
});

test("who watches with a key hears of every calendar, until the key ends", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId } = desk;
  const actor = { kind: "apiKey", keyId, salonId, scopes: ["bookings:read"] } as const;
  let ended = false;
  const authenticate = async () => (ended ? { kind: "anonymous" as const } : actor);
  await using screen = await watch(api, { actor, authenticate }, (caller) =>
    caller.bookings.onChange({ salonId }),
  );
  await desk.rita.api.bookings.create({ ...visitIn(desk), client: GUEST });
  expect((await screen.next()).data).toMatchObject({ type: "booking.created" });
  ended = true;
  await desk.rita.api.bookings.create({ ...visitIn(desk, "12:00"), client: GUEST });
  await expect(screen.next()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
