import { createSystemCtx, followFreedTime, offerFreedTime, sweepDue } from "@salon/core";
import type { Desk } from "./desk.ts";
import type { Caller, TestApi } from "./index.ts";
import { MONDAY, monday } from "./salon-with-bea.ts";

type Join = Parameters<Caller["waitlist"]["join"]>[0];

/** Bea's Monday is full; the bookings by their hour. */
export async function fillMonday(api: TestApi, { salonId, cutId, beaId }: Desk) {
  const items = [{ variantId: cutId, staffId: beaId }];
  const client = { name: "Gwen", email: "gwen@example.com" };
  const full = [];
  for (const hour of ["09", "10", "11", "12", "13", "14", "15", "16"] as const)
    full.push(
      await api.anybody.bookings.create({ salonId, startsAt: monday(`${hour as "10"}:00`), items, client }),
    );
  return full;
}

export type Waiting = Awaited<ReturnType<typeof waitAs>>;

/** A guest of this name waits for Bea to cut their hair on that Monday, or what they wish. */
export async function waitAs(
  api: TestApi,
  { salonId, cutId, beaId }: Desk,
  name: string,
  wish: Partial<Join> = {},
) {
  const client = { name, email: `${name.toLowerCase()}@example.com` };
  const items = [{ variantId: cutId, staffId: beaId }];
  const input = { salonId, items, from: MONDAY, to: MONDAY, client, ...wish };
  const joined = await api.anybody.waitlist.join(input);
  const own = api.as({ kind: "bookingHolder", token: joined.bookingToken ?? "" });
  const look = () => own.waitlist.get({ salonId: input.salonId, entryId: joined.id });
  return { ...joined, look };
}

/** Does what the worker would by now: two of them, at once. */
export async function workOn(api: TestApi): Promise<void> {
  const ctx = () => createSystemCtx(api.deps, "test");
  await sweepDue(ctx());
  do {
    while (await followFreedTime(ctx()));
    while ((await Promise.all([offerFreedTime(ctx()), offerFreedTime(ctx())])).includes(true));
  } while (await isMore(api));
}

async function isMore(api: TestApi): Promise<boolean> {
  const [more] = await api.sql<[{ more: boolean }]>`
    select exists (
      select from events e join log_readers r on r.name = 'waitlist'
      where (e.transaction_id, e.id) > (r.transaction_id, r.event_id)) as more`;
  return more.more;
}

export async function statusesOf(waits: readonly { look: () => Promise<{ status: string }> }[]) {
  return Promise.all(waits.map(async ({ look }) => (await look()).status));
}
