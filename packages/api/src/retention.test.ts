import { randomUUID } from "node:crypto";
import { createSystemCtx, forgetEnded } from "@salon/core";
import { expect, test } from "vitest";
import { openTestApi } from "./testing/index.ts";
import type { TestApi } from "./testing/index.ts";
import { expectInvariants } from "./testing/invariants.ts";
import { monday, openSalonWithBea } from "./testing/salon-with-bea.ts";
import type { SalonWithBea } from "./testing/salon-with-bea.ts";

const forget = (api: TestApi) => forgetEnded(createSystemCtx(api.deps, "forgetEnded"));

test("an API key is forgotten ninety days after its end, the one in its place is not", async () => {
  await using api = await openTestApi();
  const salon = await openSalonWithBea(api);
  const old = await plantKey(api, salon, "old", { revokedAt: "91 days", expiresAt: "-1 day" });
  const rotated = await plantKey(api, salon, "rotated", { expiresAt: "91 days", replaces: old });
  await plantKey(api, salon, "in its place", { replaces: rotated });
  await plantKey(api, salon, "just revoked", { revokedAt: "89 days" });
  await plantKey(api, salon, "runs", { expiresAt: "-1 day" });
  for (let run = 0; run < 2; run += 1) {
    await forget(api);
    const kept = await api.sql<{ name: string; replaces: string | null }[]>`
      select name, replaces from api_keys order by name`;
    expect(kept).toEqual([
      { name: "in its place", replaces: null },
      { name: "just revoked", replaces: null },
      { name: "runs", replaces: null },
    ]);
  }
});

test("an invitation is forgotten thirty days after somebody closed it or its time was over", async () => {
  await using api = await openTestApi();
  const { salonId, owner } = await openSalonWithBea(api);
  const plant = (
    email: string,
    column: "accepted_at" | "revoked_at" | "created_at",
    age: string,
    expired: string,
  ) =>
    api.sql`
      insert into invitations (business_id, id, salon_id, email, role, invited_by, expires_at, ${api.sql(column)})
      select business_id, gen_random_uuid(), id, ${email}, 'stylist', ${owner.userId},
        now() - ${expired}::interval, now() - ${age}::interval
      from salons where id = ${salonId}`;
  await plant("accepted long ago", "accepted_at", "31 days", "-1 day");
  await plant("accepted", "accepted_at", "29 days", "40 days");
  await plant("revoked long ago", "revoked_at", "31 days", "-1 day");
  await plant("revoked", "revoked_at", "29 days", "-1 day");
  await plant("over long ago", "created_at", "40 days", "31 days");
  await plant("over", "created_at", "40 days", "29 days");
  await plant("open", "created_at", "40 days", "-1 day");
  for (let run = 0; run < 2; run += 1) {
    await forget(api);
    const kept = await api.sql<{ email: string }[]>`select email from invitations order by 1`;
    expect(kept.map(({ email }) => email)).toEqual(["accepted", "open", "over", "revoked"]);
  }
});

test("what went to a webhook is forgotten after thirty days, the event is not", async () => {
  await using api = await openTestApi();
  const { salonId, owner } = await openSalonWithBea(api);
  const url = "http://127.0.0.1:9/hook";
  const { id: webhookId } = await owner.api.webhooks.create({ salonId, url });
  const plant = (days: number) => api.sql`
    insert into webhook_deliveries (business_id, id, webhook_id, event_id, status, created_at)
    select business_id, gen_random_uuid(), ${webhookId}, min(id), 'failed', now() - make_interval(days => ${days})
    from events where salon_id = ${salonId} group by 1`;
  for (const days of [31, 400, 29]) await plant(days);
  const [before] = await api.sql`select count(*) from events`;
  await forget(api);
  const kept = await api.sql<{ days: number }[]>`
    select extract(day from now() - created_at)::int as days from webhook_deliveries`;
  expect(kept).toEqual([{ days: 29 }]);
  expect(await api.sql`select count(*) from events`).toEqual([before]);
});

test("a hold that came to nothing is forgotten after thirty days, with all that belongs to it but its events", async () => {
  await using api = await openTestApi();
  const { salonId, cutId, beaId, owner } = await openSalonWithBea(api);
  const visit = { salonId, items: [{ variantId: cutId, staffId: beaId }], client: { name: "Alice" } };
  const book = async (status: string, age: string, hour: "09:00" | "11:00" | "13:00") => {
    const { id } = await owner.api.bookings.create({ ...visit, startsAt: monday(hour), hold: true });
    if (status !== "held") await owner.api.bookings.release({ bookingId: id });
    await api.sql`
      update bookings set status = ${status}, updated_at = now() - ${age}::interval where id = ${id}`;
    return id;
  };
  const gone = [await book("released", "31 days", "09:00"), await book("expired", "31 days", "09:00")];
  const kept = [
    await book("released", "29 days", "09:00"),
    await book("expired", "29 days", "11:00"),
    await book("held", "31 days", "13:00"),
  ];
  for (let run = 0; run < 2; run += 1) {
    await forget(api);
    const left = await api.sql<{ id: string; items: number; lines: number }[]>`
      select b.id, (select count(*)::int from booking_items where booking_id = b.id) as items,
        (select count(*)::int from booking_price_lines where booking_id = b.id) as lines
      from bookings b order by created_at`;
    expect(left).toEqual(kept.map((id) => ({ id, items: 1, lines: 1 })));
  }
  const events = await api.sql`select 1 from events where subject_id = any(${gone})`;
  expect(events.length).toBeGreaterThan(1);
});

test("what was reported of a review is forgotten a year later", async () => {
  await using api = await openTestApi();
  const { salonId, cutId, owner } = await openSalonWithBea(api);
  const alice = await api.signUp("Alice");
  const items = [{ variantId: cutId }];
  const { id: bookingId } = await alice.api.bookings.create({ salonId, items, startsAt: monday("10:00") });
  await owner.api.bookings.complete({ bookingId });
  const { id: reviewId } = await alice.api.reviews.write({ bookingId, rating: 5 });
  for (const reporter of [owner, alice]) await reporter.api.reviews.report({ reviewId, reason: "other" });
  await api.sql`
    update review_reports set created_at = now() - interval '366 days' where reporter_id = ${alice.userId}`;
  await forget(api);
  expect(await api.sql`select reporter_id as by from review_reports`).toEqual([{ by: owner.userId }]);
  expect(await alice.api.reviews.get({ reviewId })).toMatchObject({ rating: 5 });
});

test("more than one portion is forgotten in one run, also by two workers at once", async () => {
  await using api = await openTestApi();
  const { salonId, owner } = await openSalonWithBea(api);
  await api.sql`
    insert into invitations (business_id, id, salon_id, email, role, invited_by, expires_at)
    select business_id, gen_random_uuid(), id, n::text, 'stylist', ${owner.userId}, now() - interval '1 year'
    from salons, generate_series(1, 1001) n where id = ${salonId}`;
  await Promise.all([forget(api), forget(api)]);
  expect(await api.sql`select 1 from invitations`).toHaveLength(0);
  await expectInvariants(api);
});

type Ends = { readonly revokedAt?: string; readonly expiresAt?: string; readonly replaces?: string };

async function plantKey(
  api: TestApi,
  { salonId, owner }: SalonWithBea,
  name: string,
  { revokedAt, expiresAt, replaces }: Ends,
): Promise<string> {
  const id = randomUUID();
  await api.sql`
    insert into api_keys (business_id, id, salon_id, name, prefix, hash, scopes, created_by, replaces, revoked_at, expires_at)
    select business_id, ${id}, id, ${name}, 'sk', sha256(${name}::bytea), '{}', ${owner.userId}, ${replaces ?? null},
      now() - ${revokedAt ?? null}::interval, now() - ${expiresAt ?? null}::interval
    from salons where id = ${salonId}`;
  return id;
}

test("what people were told is forgotten half a year after the visit", async () => {
  await using api = await openTestApi();
  const { salonId, owner } = await openSalonWithBea(api);
  const plant = (kind: string, written: string, visit: string) => api.sql`
    with told as (
      insert into notifications (business_id, id, salon_id, kind, subject_id, version, user_id, starts_at, created_at)
      select business_id, gen_random_uuid(), id, ${kind}, gen_random_uuid(), 1, ${owner.userId},
        now() - ${visit}::interval, now() - ${written}::interval
      from salons where id = ${salonId} returning business_id, id)
    insert into notification_deliveries (business_id, id, notification_id, channel)
    select business_id, gen_random_uuid(), id, 'email' from told`;
  await plant("booking_confirmed", "200 days", "181 days");
  await plant("booking_reminder", "200 days", "179 days");
  await plant("booking_cancelled", "179 days", "181 days");
  for (let run = 0; run < 2; run += 1) {
    await forget(api);
    const kept = await api.sql<{ kind: string }[]>`
      select n.kind from notifications n join notification_deliveries d on d.notification_id = n.id order by 1`;
    expect(kept.map(({ kind }) => kind)).toEqual(["booking_cancelled", "booking_reminder"]);
  }
});
