import { randomUUID } from "node:crypto";
import { callWith, problemOf } from "@salon/client";
import type { RouterOutputs, SalonClient } from "@salon/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { TestServer } from "./testing.ts";
import { clientOf, MONDAY, monday, openClientSalon } from "./testing/client-salon.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const ALICE = { name: "Alice", email: "alice@example.com" };

/** The kinds of what happens in a salon from now on, and what ended it. */
async function listen(client: SalonClient, salonId: string) {
  const heard: string[] = [];
  const started = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<unknown>();
  const subscription = client.bookings.onChange.subscribe(
    { salonId },
    {
      onData: ({ data }) => heard.push(data.type),
      onStarted: () => started.resolve(),
      onError: ended.resolve,
    },
  );
  await Promise.race([started.promise, ended.promise]);
  return { heard, ended: ended.promise, [Symbol.dispose]: () => subscription.unsubscribe() };
}

test("a guest finds a time, holds it, books, moves and cancels, and the salon hears of it", async () => {
  const { salonId, variantId, asOwner, asGuest } = await openClientSalon(server);
  using desk = await listen(asOwner, salonId);
  const { slots } = await asGuest.availability.find.query({ salonId, variantId, from: MONDAY, to: MONDAY });
  const [first, second] = slots;
  if (!first || !second) throw new Error("Nothing is free");
  const items = [{ variantId }];
  const held = await asGuest.bookings.create.mutate({ salonId, startsAt: first.startsAt, items, hold: true });
  const bookingId = held.id;
  const guest = callWith({ bookingToken: held.bookingToken });
  await asGuest.bookings.confirm.mutate({ bookingId, client: ALICE }, guest);
  const moved = await asGuest.bookings.reschedule.mutate({ bookingId, startsAt: second.startsAt }, guest);
  expect(moved.startsAt).toEqual(second.startsAt);
  await asGuest.bookings.cancel.mutate({ bookingId }, guest);
  expect(await asGuest.bookings.get.query({ bookingId }, guest)).toMatchObject({
    status: "cancelled_by_client",
  });
  await expect
    .poll(() => desk.heard, { timeout: 3_000 })
    .toEqual(["booking.held", "booking.confirmed", "booking.rescheduled", "booking.cancelled"]);
});

test("an answer that is lost on the way is asked for again, and one booking made", async () => {
  const { salonId, variantId, asOwner } = await openClientSalon(server);
  const replayed: (string | null)[] = [];
  const client = clientOf(server, undefined, {
    async fetch(url, init) {
      const response = await fetch(url, init);
      replayed.push(response.headers.get("idempotent-replayed"));
      if (replayed.length === 1) throw new TypeError("terminated");
      return response;
    },
  });
  const visit = { salonId, startsAt: monday("10:00"), items: [{ variantId }], client: ALICE };
  const { id } = await client.bookings.create.mutate(visit);
  expect(replayed).toEqual([null, "true"]);
  const { items } = await asOwner.bookings.list.query({ salonId });
  expect(items.map((booking) => booking.id)).toEqual([id]);

  const error: unknown = await client.bookings.create.mutate(visit).catch((thrown: unknown) => thrown);
  expect(problemOf(error)).toMatchObject({ code: "staff_busy", status: 409 });
  expect(problemOf(error)?.alternatives?.[0]?.startsAt).toBeInstanceOf(Date);
});

test("questions are asked together, searches by themselves, and long ones in a body", async () => {
  const { salonId, variantId } = await openClientSalon(server);
  const asked: (string | undefined)[] = [];
  const client = clientOf(server, undefined, {
    fetch: (url, init) => {
      asked.push(init.method);
      return fetch(url, init);
    },
  });
  const day = { salonId, from: MONDAY, to: MONDAY };
  const named = await Promise.all(Array.from({ length: 12 }, () => client.salons.get.query({ salonId })));
  expect(new Set(named.map(({ id }) => id))).toEqual(new Set([salonId]));
  expect(asked).toEqual(["GET", "GET"]);
  const found = await Promise.all(
    Array.from({ length: 3 }, () => client.availability.find.query({ ...day, variantId })),
  );
  expect(found.every(({ slots }) => slots.length > 0)).toBe(true);
  expect(asked.splice(0)).toEqual(["GET", "GET", "GET", "GET", "GET"]);
  const excludedStaffIds = Array.from({ length: 50 }, () => randomUUID());
  const items = Array.from({ length: 8 }, () => ({ variantId, excludedStaffIds }));
  const visit: RouterOutputs["availability"]["search"] = await client.availability.search.query({
    ...day,
    items,
  });
  expect(visit.slots).toHaveLength(1);
  expect(asked).toEqual(["POST"]);
});

test("what happens while the line is down is told afterwards, even if nothing had happened before", async () => {
  const { salonId, variantId, owner, asGuest } = await openClientSalon(server);
  const line = new AbortController();
  let calls = 0;
  const client = clientOf(server, owner.token, {
    fetch(url, init) {
      calls += 1;
      const signals = [init.signal, calls === 1 ? line.signal : null].filter((signal) => !!signal);
      return fetch(url, { ...init, signal: AbortSignal.any(signals) });
    },
  });
  using desk = await listen(client, salonId);
  line.abort(new TypeError("terminated"));
  await asGuest.bookings.create.mutate({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId }],
    client: ALICE,
  });
  await expect.poll(() => desk.heard, { timeout: 8_000 }).toEqual(["booking.created"]);
  expect(calls).toBe(2);
});

test("strangers hear nothing, and whoever signs out hears no more", async () => {
  const { salonId, variantId, owner, asOwner, asGuest } = await openClientSalon(server);
  const stranger = await server.signUp("Stranger");
  using nobody = await listen(asGuest, salonId);
  using other = await listen(clientOf(server, stranger.token), salonId);
  using invalid = await listen(clientOf(server, "no-such-session-at-all"), salonId);
  const codes = await Promise.all([nobody.ended, other.ended, invalid.ended]);
  expect(codes.map((error) => problemOf(error)?.code)).toEqual([
    "unauthenticated",
    "not_found",
    "unauthenticated",
  ]);

  using desk = await listen(asOwner, salonId);
  await server.send("POST", "/api/auth/sign-out", {}, { authorization: `Bearer ${owner.token}` });
  await asGuest.bookings.create.mutate({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId }],
    client: ALICE,
  });
  expect(problemOf(await desk.ended)?.code).toBe("unauthenticated");
  expect(desk.heard).toEqual([]);
});
