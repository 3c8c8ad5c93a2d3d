import { expect, test } from "vitest";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";
import { bookVisit, eventsOf, openTeam, stateOf } from "../testing/team.ts";

test("Mona rewrites how the salon presents itself; what she leaves out stays", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, salonId } = team;
  const changes = { name: "Salon Nord", about: "Curls.", categories: ["nails", "hair"], location: null };
  const updated = await mona.api.salons.update({ salonId, ifVersion: 1, ...changes });
  expect(updated).toMatchObject({
    name: "Salon Nord",
    slug: "salon-mitte",
    categories: ["hair", "nails"],
    address: { city: "Berlin" },
    version: 2,
    affectedBookings: [],
  });
  const { affectedBookings: _, businessId: __, role: ___, ...face } = updated;
  expect(await api.anybody.salons.get({ salonId })).toEqual({ ...face, photos: [] });
  await expect(mona.api.salons.update({ salonId, ifVersion: 1, name: "x" })).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
  });
  expect(await mona.api.salons.update({ salonId, name: "Salon Nord" })).toMatchObject({ version: 2 });
  expect(await eventsOf(api, team)).toEqual(["salon.created", "salon.updated"]);
});

test("the event tells what was and what is, and of a contact only that it changed", async () => {
  await using api = await openTestApi();
  const { mona, salonId } = await openTeam(api);
  const contact = { email: "mona@example.com", phone: "+4930123456" };
  await mona.api.salons.update({ salonId, name: "Salon Nord", contact });
  const [event] = await api.sql<{ data: unknown; previous: unknown }[]>`
    select data, previous from events where salon_id = ${salonId} and type = 'salon.updated'`;
  expect(event).toEqual({
    data: { id: salonId, version: 2, changed: ["name", "contact"], name: "Salon Nord" },
    previous: { version: 1, name: "Salon Mitte" },
  });
});

test("another zone leaves visits at their instants and asks for attention, a dry run before lists them", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, salonId, beaId } = team;
  const visit = await bookVisit(api, team, { staffId: beaId });
  await bookVisit(api, team, { staffId: beaId, startsAt: new Date("2027-05-31T08:00:00Z") });
  const move = { salonId, timeZone: "Europe/London" };
  const planned = await olga.api.salons.update({ ...move, dryRun: true });
  expect(planned).toMatchObject({ timeZone: "Europe/London", version: 1, affectedBookings: [{ id: visit }] });
  expect(await api.anybody.salons.get({ salonId })).toMatchObject({ timeZone: "Europe/Berlin", version: 1 });
  expect(await stateOf(api, visit)).toEqual({ version: 1, needsAttention: false });
  const moved = await olga.api.salons.update(move);
  expect(moved.affectedBookings).toEqual(planned.affectedBookings);
  expect(await stateOf(api, visit)).toEqual({ version: 2, needsAttention: true });
  expect((await eventsOf(api, team)).slice(-2)).toEqual(["salon.updated", "booking.updated"]);
});

test("the currency changes until there is a booking", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { olga, salonId, beaId } = team;
  expect(await olga.api.salons.update({ salonId, currency: "CHF" })).toMatchObject({ currency: "CHF" });
  await bookVisit(api, team, { staffId: beaId, status: "cancelled_by_client" });
  for (const dryRun of [true, false]) {
    await expect(olga.api.salons.update({ salonId, currency: "EUR", dryRun })).rejects.toMatchObject({
      cause: { reason: "currency_fixed" },
    });
  }
  expect(await olga.api.salons.update({ salonId, currency: "CHF", name: "Nord" })).toMatchObject({
    name: "Nord",
  });
});

test("a slug is one salon's, and a category is on the platform's list", async () => {
  await using api = await openTestApi();
  const { mona, olga, salonId } = await openTeam(api);
  await olga.api.salons.create(salonInput({ slug: "taken" }));
  await expect(mona.api.salons.update({ salonId, slug: "taken" })).rejects.toMatchObject({
    cause: { reason: "slug_taken" },
  });
  await expect(mona.api.salons.update({ salonId, categories: ["no-such"] })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
  expect(await mona.api.salons.update({ salonId, slug: "salon-nord" })).toMatchObject({ slug: "salon-nord" });
  expect(await api.anybody.salons.get({ salonId: "salon-nord" })).toMatchObject({ id: salonId });
});

test("the face is the managers' to change, zone and currency the owners'", async () => {
  await using api = await openTestApi();
  const team = await openTeam(api);
  const { mona, rita, stranger, salonId } = team;
  const before = await api.anybody.salons.get({ salonId });
  for (const [caller, code] of [
    [api.anybody, "UNAUTHORIZED"],
    [stranger.api, "NOT_FOUND"],
    [rita.api, "FORBIDDEN"],
  ] as const) {
    await expect(caller.salons.update({ salonId, name: "Eve's" })).rejects.toMatchObject({ code });
  }
  for (const change of [{ timeZone: "Europe/London" }, { currency: "CHF" }]) {
    await expect(mona.api.salons.update({ salonId, ...change })).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  expect(await api.anybody.salons.get({ salonId })).toEqual(before);
  expect(await eventsOf(api, team)).toEqual(["salon.created"]);
});
