import type { Actor, Mail } from "@salon/core";
import { expect, test } from "vitest";
import { openDesk } from "../testing/desk.ts";
import type { Desk } from "../testing/desk.ts";
import { allPages } from "../testing/expectations.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
import { GUEST, monday } from "../testing/salon-with-bea.ts";
import { told } from "../testing/told.ts";
import { watch } from "../testing/watch.ts";

const as = ({ userId }: Person): Actor => ({ kind: "user", userId, emailVerified: true });
const refusedWith = (reason: string) => ({ cause: { reason } });

async function bookAs({ api }: Person, { salonId, cutId, beaId }: Desk, time: `${number}:${number}`) {
  const items = [{ variantId: cutId, staffId: beaId }];
  return api.bookings.create({ salonId, startsAt: monday(time), items });
}

/** Alice with two visits that she was told of. */
async function openInbox(api: TestApi) {
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  const [first, second] = [await bookAs(alice, desk, "10:00"), await bookAs(alice, desk, "12:00")];
  await told(api);
  return { desk, alice, first, second };
}

test("what somebody was told is listed newest first, in their language, page by page", async () => {
  await using api = await openTestApi();
  const { desk, alice, first, second } = await openInbox(api);
  await alice.api.me.update({ locale: "de" });
  await alice.api.bookings.cancel({ bookingId: first.id });
  await told(api);
  await bookAs(alice, desk, "14:00");
  await told(api);
  const all = await allPages((page) => alice.api.notifications.list(page));
  expect(all.slice(0, 2).map(({ kind }) => kind)).toEqual(["booking_confirmed", "booking_cancelled"]);
  expect(all.map(({ bookingId }) => bookingId)).toEqual(expect.arrayContaining([first.id, second.id]));
  expect(all).toHaveLength(4);
  expect(all[1]).toMatchObject({ salonId: desk.salonId, readAt: null });
  expect(all[1]?.title).toMatch(/^Abgesagt: .*14\. Juni/);
  await expect(alice.api.notifications.list({ cursor: "W10" })).rejects.toMatchObject(
    refusedWith("invalid_input"),
  );
});

test("each is read once, or all at a time, and nobody reads another's", async () => {
  await using api = await openTestApi();
  const { alice, desk } = await openInbox(api);
  const { items } = await alice.api.notifications.list({});
  const notificationId = items[0]?.id ?? "";
  await expect(desk.rita.api.notifications.read({ notificationId })).rejects.toMatchObject(
    refusedWith("not_found"),
  );
  const read = await alice.api.notifications.read({ notificationId });
  expect(read.readAt).toBeInstanceOf(Date);
  expect(await alice.api.notifications.read({ notificationId })).toEqual(read);
  expect((await alice.api.notifications.list({ unread: true })).items).toHaveLength(1);
  expect(await alice.api.notifications.readAll()).toEqual({ read: 1 });
  expect(await alice.api.notifications.readAll()).toEqual({ read: 0 });
});

test("who watches is told as it comes, and goes on where they stopped", async () => {
  await using api = await openTestApi();
  const { desk, alice } = await openInbox(api);
  const caller = { actor: as(alice) };
  await using inbox = await watch(api, caller, ({ notifications }) => notifications.onNew({}));
  const { id: bookingId } = await bookAs(alice, desk, "14:00");
  await told(api);
  const { id: lastEventId, data } = await inbox.next();
  expect(data).toMatchObject({ kind: "booking_confirmed", bookingId });
  await alice.api.bookings.cancel({ bookingId });
  await told(api);
  await using later = await watch(api, caller, ({ notifications }) => notifications.onNew({ lastEventId }));
  expect((await later.next()).data).toMatchObject({ kind: "booking_cancelled", bookingId });
  await using others = await watch(api, { actor: as(desk.rita) }, ({ notifications }) =>
    notifications.onNew({}),
  );
  expect(await others.isQuiet(200)).toBe(true);
});

test("what one can do without is switched off, and what a visit depends on is not", async () => {
  await using api = await openTestApi();
  const { desk, alice } = await openInbox(api);
  const off = (kind: "booking_reminder" | "booking_cancelled", channel: "email" | "in_app") =>
    alice.api.notifications.setPreferences({ preferences: [{ kind, channel, enabled: false }] });
  await expect(off("booking_cancelled", "email")).rejects.toMatchObject(refusedWith("invalid_input"));
  await off("booking_reminder", "email");
  const { preferences } = await off("booking_cancelled", "in_app");
  expect(preferences).toContainEqual({
    kind: "booking_reminder",
    channel: "email",
    enabled: false,
    fixed: false,
  });
  expect(await alice.api.notifications.preferences()).toEqual({ preferences });
  await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: monday("08:30") });
  expect((await told(api)).filter(({ to }) => to === alice.email)).toEqual([]);
});

test("one click out of a reminder ends reminders, for an account and for a guest", async () => {
  await using api = await openTestApi();
  const { desk, alice } = await openInbox(api);
  const { salonId, cutId, annId, mona } = desk;
  const items = [{ variantId: cutId, staffId: annId }];
  await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items,
    client: GUEST,
  });
  await told(api);
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-06-13T08:00:00Z") });
  const reminders = await told(api);
  for (const email of [alice.email, GUEST.email]) {
    const { unsubscribeUrl = "", html } = reminders.find(({ to }) => to === email) ?? {};
    expect(html).toContain(unsubscribeUrl);
    const token = unsubscribeUrl.split("/").at(-1) ?? "";
    expect(await api.anybody.notifications.unsubscribe({ token })).toEqual({ kind: "booking_reminder" });
    await api.anybody.notifications.unsubscribe({ token });
    const other = token.replace("booking_reminder", "salon_booking_created");
    await expect(api.anybody.notifications.unsubscribe({ token: other })).rejects.toMatchObject(
      refusedWith("link_expired"),
    );
  }
  await mona.api.salons.setTestClock({ salonId, now: monday("08:00") });
  expect(await told(api)).toEqual([]);
});

test("the link of a mail opens the booking it is of, and no other, until it is long over", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId, cutId, beaId, mona } = desk;
  const book = (time: `${number}:${number}`) =>
    api.anybody.bookings.create({
      salonId,
      startsAt: monday(time),
      items: [{ variantId: cutId, staffId: beaId }],
      client: GUEST,
    });
  const [first, second] = [await book("10:00"), await book("12:00")];
  const links = (await told(api)).flatMap(({ link }) => link ?? []);
  const token = links.find((link) => link.includes(first.id))?.split("#")[1] ?? "";
  const holder = () => api.as({ kind: "bookingHolder", token }).bookings;
  expect(await holder().get({ bookingId: first.id })).toMatchObject({ id: first.id });
  await expect(holder().get({ bookingId: second.id })).rejects.toMatchObject(refusedWith("not_found"));
  expect(await holder().cancel({ bookingId: first.id })).toMatchObject({ status: "cancelled_by_client" });
  await mona.api.salons.setTestClock({ salonId, now: new Date("2027-07-20T08:00:00Z") });
  await expect(holder().get({ bookingId: first.id })).rejects.toMatchObject(refusedWith("not_found"));
});

test("the link of a mail ends when its client has another address, or is erased", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const { salonId, cutId, beaId, mona } = desk;
  const { id: bookingId, client } = await api.anybody.bookings.create({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId: cutId, staffId: beaId }],
    client: GUEST,
  });
  const clientId = client?.id ?? "";
  const tokenIn = (mails: readonly Mail[], to: string) =>
    mails.find((mail) => mail.to === to)?.link?.split("#")[1] ?? "";
  const opens = (token: string) => api.as({ kind: "bookingHolder", token }).bookings.get({ bookingId });
  const first = tokenIn(await told(api), GUEST.email);
  await mona.api.clients.update({ salonId, clientId, name: "Alice B." });
  expect(await opens(first)).toMatchObject({ id: bookingId });
  await mona.api.clients.update({ salonId, clientId, email: "new@example.com" });
  await expect(opens(first)).rejects.toMatchObject(refusedWith("not_found"));
  await mona.api.bookings.reschedule({ bookingId, startsAt: monday("11:00") });
  const second = tokenIn(await told(api), "new@example.com");
  expect(await opens(second)).toMatchObject({ id: bookingId });
  await mona.api.bookings.cancel({ bookingId });
  await mona.api.clients.erase({ salonId, clientId });
  await expect(opens(second)).rejects.toMatchObject(refusedWith("not_found"));
});

test("managers see what a booking was followed by, without a word of it", async () => {
  await using api = await openTestApi();
  const { desk, first } = await openInbox(api);
  const { salonId, mona, rita } = desk;
  const { items } = await mona.api.notifications.sent({ salonId, bookingId: first.id, state: "sent" });
  expect(items.map(({ kind, channel }) => `${kind} ${channel}`).toSorted()).toEqual([
    "booking_confirmed email",
    "booking_confirmed in_app",
    "salon_booking_created email",
    "salon_booking_created in_app",
  ]);
  expect(JSON.stringify(items)).not.toMatch(/alice/i);
  const waiting = await allPages((page) =>
    mona.api.notifications.sent({ salonId, state: "waiting", ...page }),
  );
  expect(waiting).toHaveLength(12);
  await expect(rita.api.notifications.sent({ salonId })).rejects.toMatchObject(refusedWith("forbidden"));
});
