import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { holderOf, openDesk, outcomeOf, outcomesOf } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import { expectInvariants } from "../testing/invariants.ts";
import { expectLatestEvent } from "../testing/latest-event.ts";
import { monday } from "../testing/salon-with-bea.ts";

const ALICE = { name: "Alice", email: "alice@example.com", phone: "+4930123456", notes: "Curls." };

test("Mona forgets Alice and her duplicate; what they paid stays in the books", async () => {
  await using api = await openTestApi();
  const { mona, rita, salonId, cutId, beaId } = await openDesk(api);
  const { id: clientId } = await rita.api.clients.create({ salonId, ...ALICE });
  const double = await rita.api.clients.create({ salonId, ...ALICE, name: "Alice A." });
  const booking = await rita.api.bookings.create({
    salonId,
    items: [{ variantId: cutId, staffId: beaId }],
    startsAt: monday("10:00"),
    client: { id: double.id },
    note: "Brings her dog.",
  });
  await mona.api.clients.merge({ salonId, clientId, duplicateId: double.id });
  const erase = { salonId, clientId };
  expect(await outcomeOf(mona.api.clients.erase(erase))).toBe("in_use");
  await mona.api.bookings.complete({ bookingId: booking.id });
  expect(await outcomeOf(mona.api.clients.erase({ ...erase, ifVersion: 1 }))).toBe("version_mismatch");

  expect(await outcomeOf(mona.api.clients.erase({ ...erase, ifVersion: 2 }))).toBe("done");

  expect(await mona.api.bookings.get({ bookingId: booking.id })).toMatchObject({
    status: "completed",
    client: { id: clientId, name: "Erased" },
    note: null,
    total: booking.total,
  });
  const rows = await api.sql`select name, email, phone, notes from clients`;
  const nobody = { name: "Erased", email: null, phone: null, notes: null };
  expect(rows).toEqual([nobody, nobody]);
  expect(await outcomeOf(mona.api.clients.erase(erase))).toBe("not_found");
  expect((await rita.api.clients.list({ salonId })).items).toEqual([]);
  const log = await api.sql<{ type: string; data: object }[]>`
    select type, data from events where type in ('client.erased', 'booking.updated') order by id desc limit 2`;
  expect(log).toMatchObject([
    { type: "client.erased", data: { id: clientId, version: 3 } },
    { type: "booking.updated" },
  ]);
  await expectInvariants(api);
});

test("a client's account outlives the salon's record of it, and a guest's token opens nothing any more", async () => {
  await using api = await openTestApi();
  const { mona, salonId, cutId, beaId } = await openDesk(api);
  const alice = await api.signUp("Alice");
  const visit = { salonId, items: [{ variantId: cutId, staffId: beaId }] };
  const own = await alice.api.bookings.create({ ...visit, startsAt: monday("10:00") });
  const guests = await api.anybody.bookings.create({
    ...visit,
    startsAt: monday("11:00"),
    client: { name: "Gisela", email: "gisela@example.com" },
  });
  for (const { id: bookingId, client } of [own, guests]) {
    await mona.api.bookings.cancel({ bookingId });
    await mona.api.clients.erase({ salonId, clientId: client?.id ?? "" });
  }
  expect(await alice.api.me.get()).toMatchObject({ name: "Alice" });
  expect(await alice.api.bookings.get({ bookingId: own.id })).toMatchObject({ client: { name: "Erased" } });
  expect(await outcomeOf(holderOf(api, guests).get({ bookingId: guests.id }))).toBe("not_found");
  const again = await alice.api.bookings.create({ ...visit, startsAt: monday("12:00") });
  expect(again.client?.id).not.toBe(own.client?.id);
  await expectInvariants(api);
});

test("forgetting a client is the managers' of that business", async () => {
  await using api = await openTestApi();
  const [desk, other] = [await openDesk(api), await openDesk(api)];
  const { rita, mona, bea, salonId } = desk;
  const { id: clientId } = await rita.api.clients.create({ salonId, ...ALICE });
  const stranger = await api.signUp("Stranger");
  const refused = async (code: string, call: Promise<unknown>) => expect(await outcomeOf(call)).toBe(code);
  await refused("unauthenticated", api.anybody.clients.erase({ salonId, clientId }));
  await refused("not_found", stranger.api.clients.erase({ salonId, clientId }));
  await refused("forbidden", bea.api.clients.erase({ salonId, clientId }));
  await refused("forbidden", rita.api.clients.erase({ salonId, clientId }));
  await refused("not_found", other.mona.api.clients.erase({ salonId, clientId }));
  await refused("not_found", other.mona.api.clients.erase({ salonId: other.salonId, clientId }));
  await refused("not_found", mona.api.clients.erase({ salonId, clientId: randomUUID() }));
  expect(await rita.api.clients.get({ salonId, clientId })).toMatchObject({ ...ALICE, version: 1 });
  await expectLatestEvent(mona.api, salonId, { type: "client.created" });
});

test("whoever books for a client who is being forgotten is refused, or in the way", async () => {
  await using api = await openTestApi();
  const { mona, rita, salonId, cutId, beaId } = await openDesk(api);
  const items = [{ variantId: cutId, staffId: beaId }];
  for (const time of ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00"] as const) {
    const { id } = await rita.api.clients.create({ salonId, ...ALICE });
    const both = [
      rita.api.bookings.create({ salonId, items, startsAt: monday(time), client: { id } }),
      mona.api.clients.erase({ salonId, clientId: id }),
    ];
    expect([
      { done: 1, in_use: 1 },
      { done: 1, not_found: 1 },
    ]).toContainEqual(await outcomesOf(both));
  }
  expect(
    await api.sql`select 1 from bookings b join clients c on c.id = b.client_id where c.name = 'Erased'`,
  ).toHaveLength(0);
  await expectInvariants(api);
});
