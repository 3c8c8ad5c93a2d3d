import { afterAll, beforeAll, expect, test } from "vitest";
import { createSystemCtx, forgetEnded } from "@salon/core";
import { outcomeOf } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { Person, TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { GUEST } from "./testing/salon-with-bea.ts";
import { openYear, outcomesIn, visitsIn, weekly } from "./testing/series.ts";

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(async () => {
  await expectInvariants(api);
  await api[Symbol.asyncDispose]();
});

const justSignedIn = ({ userId }: Person) =>
  api.as({ kind: "user", userId, emailVerified: true, signedInAt: new Date() });

test("whoever goes takes their visits to come along, and their series tells of nobody", async () => {
  const desk = await openYear(api);
  const alice = await api.signUp("Alice");
  const { id: seriesId } = await alice.api.series.create({ ...weekly(desk), note: "Ring twice" });
  const { records } = await alice.api.me.export();
  expect(records["bookingSeries"]).toMatchObject([
    { id: seriesId, everyWeeks: 1, localStart: "2027-06-14T10:00:00" },
  ]);
  await justSignedIn(alice).me.erase();
  const { client, occurrences } = await desk.rita.api.series.get({ seriesId });
  expect(client.name).toBe("Erased");
  expect(occurrences.map(({ status }) => status)).toEqual(Array(4).fill("cancelled_by_client"));
});

test("who is there twice has one record with all series, and whose account it is sees them", async () => {
  const desk = await openYear(api);
  const { salonId, mona, rita } = desk;
  const { id: seriesId, client: duplicate } = await rita.api.series.create({
    ...weekly(desk),
    client: GUEST,
  });
  const alice = await api.signUp("Alice");
  const own = { ...weekly(desk), localStart: "2027-06-15T10:00" };
  const { client } = await alice.api.series.create(own);
  await mona.api.clients.merge({ salonId, clientId: client.id, duplicateId: duplicate.id });
  expect(await alice.api.series.get({ seriesId })).toMatchObject({ version: 2, client: { id: client.id } });
  expect((await alice.api.series.mine({})).items).toHaveLength(2);
  const following = { seriesId, scope: "all" as const, localStart: "2027-06-16T10:00" };
  const [first] = await visitsIn(rita, salonId, seriesId);
  const moved = await alice.api.series.update({ ...following, bookingId: first?.id ?? "" });
  expect(outcomesIn(moved.occurrences)).toEqual(Array(4).fill("moved"));
});

test("a series is forgotten with the last of its visits that came to nothing", async () => {
  const desk = await openYear(api, { policy: { requiresApproval: true, approvalMinutes: 60 } });
  const { salonId, mona, rita } = desk;
  const alice = await api.signUp("Alice");
  const { id: seriesId } = await alice.api.series.create({ ...weekly(desk), count: 2 });
  const [first] = await visitsIn(rita, salonId, seriesId);
  await rita.api.bookings.approve({ bookingId: first?.id ?? "" });
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-07T12:00:00Z") });
  const forget = async () => {
    await api.sql`update bookings set updated_at = now() - interval '31 days' where series_id = ${seriesId}`;
    await forgetEnded(createSystemCtx(api.deps, "test"));
    return outcomeOf(rita.api.series.get({ seriesId }));
  };
  expect(await forget()).toBe("done");
  expect((await rita.api.series.get({ seriesId })).occurrences).toHaveLength(1);
  const { id: other } = await alice.api.series.create({
    ...weekly(desk),
    localStart: "2027-06-15T10:00",
    count: 2,
  });
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-07T18:00:00Z") });
  await api.sql`update bookings set updated_at = now() - interval '31 days' where series_id = ${other}`;
  expect(await forget()).toBe("done");
  expect(await outcomeOf(rita.api.series.get({ seriesId: other }))).toBe("not_found");
  expect(await api.sql`select id from booking_series where id = ${other}`).toEqual([]);
});
