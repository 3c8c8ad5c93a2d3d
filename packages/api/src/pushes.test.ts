import { randomUUID } from "node:crypto";
import { createSystemCtx, planNotifications, sendNotifications, Undeliverable } from "@salon/core";
import type { Actor, Push } from "@salon/core";
import { expect, test, vi } from "vitest";
import { openDesk } from "./testing/desk.ts";
import type { Desk } from "./testing/desk.ts";
import { openTestApi } from "./testing/index.ts";
import type { Person, TestApi } from "./testing/index.ts";
import { monday } from "./testing/salon-with-bea.ts";
import { told } from "./testing/told.ts";

const refusedWith = (reason: string) => ({ cause: { reason } });

const phone = (name: string, token: string = randomUUID()) => ({ platform: "ios", token, name }) as const;

function bookAs({ api }: Person, { salonId, cutId, beaId }: Desk, time: `${number}:${number}` = "10:00") {
  const items = [{ variantId: cutId, staffId: beaId }];
  return api.bookings.create({ salonId, startsAt: monday(time), items });
}

async function devicesOf({ api }: Person) {
  return (await api.devices.list()).items.map(({ name }) => name);
}

/** The same API, pushing as told. */
function pushing(api: TestApi, send: (push: Push) => Promise<void>): TestApi {
  return { ...api, deps: { ...api.deps, messengers: { ...api.deps.messengers, push: { send } } } };
}

async function pushesOf({ sql }: TestApi) {
  const rows = await sql<{ state: string; failure: string | null }[]>`
    select state, failure from notification_deliveries where channel = 'push' and due_at is null`;
  return rows.map(({ state, failure }) => [state, failure]);
}

async function anotherSession(api: TestApi, { userId }: Person) {
  const sessionId = randomUUID();
  await api.sql`
    insert into sessions (id, user_id, token, expires_at)
    values (${sessionId}, ${userId}, ${randomUUID()}, now() + interval '1 day')`;
  const actor: Actor = { kind: "user", userId, emailVerified: true, sessionId };
  return { sessionId, devices: () => api.as(actor).devices };
}

test("the same token is the same device, and belongs to whoever signed in there last", async () => {
  await using api = await openTestApi();
  const [alice, bob] = [await api.signUp("Alice"), await api.signUp("Bob")];
  const first = await alice.api.devices.register(phone("Phone", "the token of a phone"));
  const again = await alice.api.devices.register({
    ...phone("New name", "the token of a phone"),
    locale: "de",
  });
  expect(again).toMatchObject({ id: first.id, name: "New name", locale: "de", current: true });
  const moved = await bob.api.devices.register(phone("Bob's now", "the token of a phone"));
  expect(moved.id).not.toBe(first.id);
  expect(await devicesOf(alice)).toEqual([]);
  expect(await devicesOf(bob)).toEqual(["Bob's now"]);
  await expect(alice.api.devices.remove({ deviceId: moved.id })).rejects.toMatchObject(
    refusedWith("not_found"),
  );
});

test("of two accounts at once one has the device", async () => {
  await using api = await openTestApi();
  const people = [await api.signUp("Alice"), await api.signUp("Bob"), await api.signUp("Cleo")];
  await Promise.all(
    people.flatMap((person) => [
      person.api.devices.register(phone("Phone", "the token of a phone")),
      person.api.devices.register(phone("Phone", "the token of a phone")),
    ]),
  );
  expect(await api.sql`select from devices`).toHaveLength(1);
});

test("an account has ten devices, and the one that was not seen for the longest goes", async () => {
  await using api = await openTestApi();
  const alice = await api.signUp("Alice");
  await alice.api.devices.register(phone("Oldest", "the token of the oldest"));
  await alice.api.devices.register(phone("Forgotten"));
  await alice.api.devices.register(phone("Oldest", "the token of the oldest"));
  await Promise.all(Array.from({ length: 9 }, (_, i) => alice.api.devices.register(phone(`Phone ${i}`))));
  const devices = await devicesOf(alice);
  expect(devices).toHaveLength(10);
  expect(devices).toContain("Oldest");
});

test("no list, row or record of anybody's holds a token", async () => {
  await using api = await openTestApi();
  const alice = await api.signUp("Alice");
  await alice.api.devices.register(phone("Phone", "a-token-that-nobody-reads"));
  const kept = [
    await alice.api.devices.list(),
    await alice.api.me.export(),
    await api.sql`select d::text, encode(token, 'escape') as bytes from devices d`,
    await api.sql`select a::text from audit_log a`,
  ];
  const text = JSON.stringify(kept);
  expect(text).not.toContain("a-token-that-nobody-reads");
  expect(text).toContain('"platform":"ios"');
});

test("a device goes with its session, and an ended one registers none", async () => {
  await using api = await openTestApi();
  const alice = await api.signUp("Alice");
  const tablet = await anotherSession(api, alice);
  await alice.api.devices.register(phone("Phone"));
  await tablet.devices().register(phone("Tablet"));
  await api.sql`update sessions set expires_at = now() where id = ${tablet.sessionId}`;
  expect(await devicesOf(alice)).toEqual(["Phone"]);
  await api.sql`delete from sessions where id = ${tablet.sessionId}`;
  expect(await api.sql`select from devices`).toHaveLength(1);
  await expect(tablet.devices().register(phone("Tablet"))).rejects.toMatchObject(
    refusedWith("unauthenticated"),
  );
});

test("an admin who acts as somebody gets none of their pushes, and ends none", async () => {
  await using api = await openTestApi();
  const alice = await api.signUp("Alice");
  const { userId, sessionId } = alice;
  const actor: Actor = {
    kind: "user",
    userId,
    emailVerified: true,
    sessionId,
    impersonatorId: randomUUID(),
  };
  const { id: deviceId } = await alice.api.devices.register(phone("Phone"));
  const { devices } = api.as(actor);
  await expect(devices.register(phone("Phone"))).rejects.toMatchObject(refusedWith("forbidden"));
  await expect(devices.remove({ deviceId })).rejects.toMatchObject(refusedWith("forbidden"));
  expect(await devicesOf(alice)).toEqual(["Phone"]);
});

test("each device of the recipient is pushed to once, in its language, with what the app opens", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  const tablet = await anotherSession(api, alice);
  await alice.api.devices.register(phone("Phone", "the token of a phone"));
  await tablet.devices().register({ ...phone("Tablet", "the token of a tablet"), locale: "de" });
  const { id: bookingId } = await bookAs(alice, desk);
  await told(api);
  const pushes = api.pushes.toSorted((one, other) => one.title.localeCompare(other.title));
  expect(pushes).toMatchObject([
    {
      to: { platform: "ios", token: "the token of a phone" },
      title: expect.stringMatching(/^Booked: /) as string,
    },
    { to: { token: "the token of a tablet" }, title: expect.stringMatching(/^Gebucht: /) as string },
  ]);
  expect(pushes[0]?.body).toContain("10:00 (Europe/Berlin)");
  expect(pushes[0]?.data).toMatchObject({ kind: "booking_confirmed", salonId: desk.salonId, bookingId });
  await told(api);
  expect(api.pushes).toHaveLength(2);
});

test("a push to the salon names no client: it stands on a locked screen", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  await desk.bea.api.devices.register(phone("Bea's phone"));
  await bookAs(alice, desk);
  await told(api);
  expect(api.pushes).toHaveLength(1);
  expect(JSON.stringify(api.pushes)).toContain("New booking");
  expect(JSON.stringify(api.pushes)).not.toMatch(/Alice/);
});

test("a device that its maker knows no more is forgotten, and the others have the push once", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  for (const name of ["it is gone for good", "it is down for a while", "it is at hand all along"])
    await alice.api.devices.register(phone(name, name));
  await bookAs(alice, desk);
  const sent: string[] = [];
  let isDown = true;
  const push = async ({ to: { token } }: Push) => {
    if (token === "it is gone for good") throw new Undeliverable("Unregistered");
    if (token === "it is down for a while" && isDown) throw new Error("Try later");
    sent.push(token);
  };
  await told(pushing(api, push));
  expect(sent).toEqual(["it is at hand all along"]);
  expect(await devicesOf(alice)).toEqual(["it is at hand all along", "it is down for a while"]);
  expect(await pushesOf(api)).toEqual([["waiting", null]]);
  isDown = false;
  await api.sql`update notification_deliveries set next_attempt_at = now() where channel = 'push' and due_at is null`;
  await told(pushing(api, push));
  expect(sent).toEqual(["it is at hand all along", "it is down for a while"]);
  expect(await pushesOf(api)).toEqual([["sent", null]]);
});

test("who dies between two devices leaves the second to whoever comes next", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  await alice.api.devices.register(phone("First", "the token of the first"));
  await alice.api.devices.register(phone("Second", "the token of the second"));
  await bookAs(alice, desk);
  const sent: string[] = [];
  const never = new Promise<void>(() => undefined);
  const dying = pushing(api, async ({ to: { token } }) => {
    if (token === "the token of the second") return never;
    sent.push(token);
  });
  void told(dying);
  const isNoted = async () =>
    (await api.sql`select from notification_deliveries where channel = 'push' and cardinality(sent_to) = 1`)
      .length;
  await expect.poll(isNoted, { timeout: 10_000 }).toBe(1);
  await api.sql`update notification_deliveries set next_attempt_at = now() where state = 'sending'`;
  const next = pushing(api, async ({ to: { token } }) => void sent.push(token));
  while (await sendNotifications(createSystemCtx(next.deps, "test")));
  expect(sent).toEqual(["the token of the first", "the token of the second"]);
  expect(await pushesOf(api)).toEqual([["sent", null]]);
});

test("where there is no device by then there is nothing to push, and that is no failure", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  await bookAs(alice, desk);
  await told(api);
  expect(await pushesOf(api)).toEqual([]);
  const { id: deviceId } = await alice.api.devices.register(phone("Phone"));
  await bookAs(alice, desk, "12:00");
  const ctx = createSystemCtx(api.deps, "test");
  await vi.waitFor(async () => {
    await planNotifications(ctx);
    expect(await pushesOf(api)).toEqual([["waiting", null]]);
  });
  await alice.api.devices.remove({ deviceId });
  await told(api);
  expect(await pushesOf(api)).toEqual([["skipped", "no_device"]]);
});

test("what was switched off is not pushed, and a banned person's phone is silent", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  await alice.api.devices.register(phone("Phone"));
  const kind = "booking_confirmed" as const;
  await alice.api.notifications.setPreferences({ preferences: [{ kind, channel: "push", enabled: false }] });
  const { id: bookingId } = await bookAs(alice, desk);
  await told(api);
  expect(api.pushes).toEqual([]);
  await api.sql`update users set banned_at = now() where id = ${alice.userId}`;
  await desk.rita.api.bookings.cancel({ bookingId });
  expect((await told(api)).map(({ to }) => to)).toContain(alice.email);
  expect(api.pushes).toEqual([]);
});

test("a reminder is pushed to a phone that came after the booking", async () => {
  await using api = await openTestApi();
  const desk = await openDesk(api);
  const alice = await api.signUp("Alice");
  await bookAs(alice, desk);
  await told(api);
  await alice.api.devices.register(phone("Phone"));
  await desk.mona.api.salons.setTestClock({ salonId: desk.salonId, now: monday("08:30") });
  await told(api);
  expect(api.pushes.map(({ title }) => title.split(":")[0])).toEqual(["Reminder", "Reminder"]);
});
