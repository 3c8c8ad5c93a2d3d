import { afterAll, beforeAll, expect, test } from "vitest";
import { holderOf, openDesk, outcomeOf } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { openTestApi } from "../testing/index.ts";
import type { Caller, TestApi } from "../testing/index.ts";
import { monday } from "../testing/salon-with-bea.ts";
import { problemOf } from "../problem-of.ts";

let api: TestApi;
let desk: Desk;
beforeAll(async () => {
  api = await openTestApi();
  desk = await openDesk(api);
});
afterAll(async () => api[Symbol.asyncDispose]());

const HOUR_MS = 60 * 60_000;
let taken = 0;
/** Another free hour of Bea's. */
function visit() {
  const { salonId, cutId, beaId } = desk;
  const hours = Math.floor(taken / 8) * 24 + (taken % 8);
  taken += 1;
  const startsAt = new Date(monday("09:00").getTime() + hours * HOUR_MS);
  return { salonId, startsAt, items: [{ variantId: cutId, staffId: beaId }] };
}
const known = (contact: { email?: string; phone?: string }) =>
  desk.rita.api.clients.create({ salonId: desk.salonId, name: "Nora", ...contact });
const block = (clientId: string) =>
  desk.mona.api.clients.block({ salonId: desk.salonId, clientId, reason: "Never comes" });
const books = (caller: Caller, client?: { name: string; email?: string; phone?: string }) =>
  outcomeOf(caller.bookings.create({ ...visit(), client }));

test("who is blocked books nothing online with the same address or number, until the block is lifted", async () => {
  const { salonId, mona } = desk;
  const { id } = await known({ email: "nora@example.com", phone: "+4930555001" });
  await block(id);
  expect(await books(api.anybody, { name: "N.", email: "NORA@example.com" })).toBe("staff_busy");
  expect(await books(api.anybody, { name: "N.", phone: "+49 30 555-001" })).toBe("staff_busy");
  expect(await books(api.anybody, { name: "Nora", email: "other@example.com" })).toBe("done");
  await mona.api.clients.unblock({ salonId, clientId: id });
  expect(await books(api.anybody, { name: "N.", email: "nora@example.com" })).toBe("done");
});

test("an account is known by its record, and by its address where it is new to the business", async () => {
  const { salonId, rita } = desk;
  const nora = await api.signUp("Nora");
  const made = await nora.api.bookings.create(visit());
  await block(made.client?.id ?? "");
  expect(await books(nora.api)).toBe("staff_busy");
  expect(await books(nora.api, { name: "Her child" })).toBe("staff_busy");
  expect((await nora.api.bookings.get({ bookingId: made.id })).status).toBe("confirmed");
  const olaf = await api.signUp("Olaf");
  const { id } = await rita.api.clients.create({ salonId, name: "Olaf", email: olaf.email });
  await block(id);
  expect(await books(olaf.api)).toBe("staff_busy");
});

test("a hold without a name is refused when it is told whom it is for, and so is one of somebody blocked since", async () => {
  const { id } = await known({ phone: "+4930555002" });
  await block(id);
  const held = await api.anybody.bookings.create({ ...visit(), hold: true });
  const confirm = (phone: string) =>
    outcomeOf(holderOf(api, held).confirm({ bookingId: held.id, client: { name: "N.", phone } }));
  expect(await confirm("+4930555002")).toBe("hold_expired");
  expect(await confirm("+4930555003")).toBe("hold_expired");
  expect(await holderOf(api, held).get({ bookingId: held.id })).toMatchObject({ status: "expired" });
  const nora = await api.signUp("Nora");
  const hers = await nora.api.bookings.create({ ...visit(), hold: true });
  await block(hers.client?.id ?? "");
  expect(await outcomeOf(nora.api.bookings.confirm({ bookingId: hers.id }))).toBe("hold_expired");
});

test("the refusal is word for word that of a race which was lost, and at no impossible hour is there another", async () => {
  const { id } = await known({ email: "nadja@example.com" });
  await block(id);
  const refusalOf = async (over: object, email: string) => {
    const call = api.anybody.bookings.create({ ...wanted, ...over, client: { name: "N.", email } });
    return problemOf(await call.catch((error: unknown) => error));
  };
  const wanted = visit();
  const blocked = await refusalOf({}, "nadja@example.com");
  await api.anybody.bookings.create({ ...wanted, client: { name: "O.", email: "o@example.com" } });
  const lost = await refusalOf({}, "other@example.com");
  expect(lost).toMatchObject({ status: 409, code: "staff_busy", alternatives: expect.any(Array) as unknown });
  expect(blocked).toEqual(lost);
  for (const over of [
    { startsAt: new Date("2027-06-20T01:07:00Z") },
    { startsAt: new Date("2027-06-01T10:00:00Z") },
    { items: [{ variantId: desk.salonId }] },
  ])
    expect(await refusalOf(over, "nadja@example.com")).toEqual(await refusalOf(over, "other@example.com"));
});

test("the salon's people go on booking for a client who is blocked", async () => {
  const { salonId, rita } = desk;
  const { id } = await known({ email: "nina@example.com" });
  await block(id);
  expect(await outcomeOf(rita.api.bookings.create({ ...visit(), client: { id } }))).toBe("done");
  const blocked = await rita.api.clients.list({ salonId, blocked: true, query: "Nora" });
  expect(blocked.items.map((client) => client.id)).toContain(id);
  expect(blocked.items.every(({ blockedAt }) => blockedAt !== null)).toBe(true);
});

test("a block is of both records that are merged, whichever was blocked", async () => {
  const { salonId, mona } = desk;
  const [kept, duplicate] = [
    await known({ email: "k@example.com" }),
    await known({ email: "d@example.com" }),
  ];
  await block(duplicate.id);
  const merged = await mona.api.clients.merge({ salonId, clientId: kept.id, duplicateId: duplicate.id });
  expect(merged.blockReason).toBe("Never comes");
  expect(await books(api.anybody, { name: "N.", email: "k@example.com" })).toBe("staff_busy");
  expect(await books(api.anybody, { name: "N.", email: "d@example.com" })).toBe("staff_busy");
  await mona.api.clients.unblock({ salonId, clientId: kept.id });
  expect(await books(api.anybody, { name: "N.", email: "d@example.com" })).toBe("done");
});

test("a block ends when the record is erased, and says nothing in another business", async () => {
  const { salonId, mona } = desk;
  const { id } = await known({ email: "nele@example.com" });
  await block(id);
  const other = await openDesk(api);
  const items = [{ variantId: other.cutId, staffId: other.beaId }];
  const client = { name: "N.", email: "nele@example.com" };
  const elsewhere = { salonId: other.salonId, startsAt: monday("09:00"), items, client };
  expect(await outcomeOf(api.anybody.bookings.create(elsewhere))).toBe("done");
  await mona.api.clients.erase({ salonId, clientId: id });
  expect(await books(api.anybody, client)).toBe("done");
});

test("a block that is there already is no change; a reason may be given later", async () => {
  const { salonId, mona, rita } = desk;
  const { id: clientId } = await known({});
  const first = await mona.api.clients.block({ salonId, clientId });
  expect(await mona.api.clients.block({ salonId, clientId })).toEqual(first);
  const second = await mona.api.clients.block({ salonId, clientId, reason: "Rude" });
  expect(second).toMatchObject({ blockedAt: first.blockedAt, blockReason: "Rude", version: 3 });
  expect(await outcomeOf(rita.api.clients.unblock({ salonId, clientId }))).toBe("forbidden");
});
