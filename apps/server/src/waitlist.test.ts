import { openDatabase } from "@salon/db";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTestServer } from "./testing.ts";
import type { TestServer } from "./testing.ts";
import { MONDAY, monday, openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { startWorkerProcess } from "./testing/server-process.ts";

const LONG = { timeout: 30_000, interval: 100 };

let server: TestServer;
let salon: ClientSalon;
beforeAll(async () => {
  server = await openTestServer();
  salon = await openClientSalon(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const startWorker = () =>
  startWorkerProcess(
    { databaseUrl: server.databaseUrl, dataDir: server.config.dataDir },
    { LOG_LEVEL: "info" },
  );
const guest = (name: string) => ({ name, email: `${name.toLowerCase()}@example.com` });

async function book(hour: "09" | "10", name: string) {
  const items = [{ variantId: salon.variantId }];
  const asked = {
    salonId: salon.salonId,
    startsAt: monday(`${hour as "10"}:00`),
    items,
    client: guest(name),
  };
  const { body } = await server.rest("POST", "/bookings", asked);
  return body as { id: string; bookingToken: string };
}

/** Waits for exactly the hour that is taken. */
async function wait(hour: "09" | "10", name: string) {
  const { salonId, variantId } = salon;
  const before = hour === "09" ? "09:15" : `${hour}:15`;
  const wish = { items: [{ variantId }], from: MONDAY, to: MONDAY, after: `${hour}:00`, before };
  const path = `/salons/${salonId}/waitlist`;
  const { body } = await server.rest("POST", path, { ...wish, client: guest(name) });
  const token = { "x-booking-token": String(body["bookingToken"]) };
  return async () => (await server.rest("GET", `${path}/${String(body["id"])}`, undefined, token)).body;
}

const cancel = ({ id, bookingToken }: { id: string; bookingToken: string }) =>
  server.rest("POST", `/bookings/${id}/cancel`, {}, { "x-booking-token": bookingToken });
const mailsTo = async (name: string) =>
  (await server.outbox.list(100)).filter(({ to }) => to === guest(name).email);

/** What the page behind a mail's link does when its button is pressed. */
async function confirmByLink(link = "") {
  const { pathname, hash } = new URL(link);
  const headers = { "x-booking-token": hash.slice(1) };
  return server.rest("POST", `/bookings/${pathname.split("/").at(-1) ?? ""}/confirm`, {}, headers);
}

test("a visit is cancelled, who waits has a mail, and with one click the time is theirs", async () => {
  const booked = await book("09", "Gwen");
  const look = await wait("09", "Alice");
  await using _ = await startWorker();
  await cancel(booked);
  const [mail] = await vi.waitFor(async () => {
    const mails = await mailsTo("Alice");
    expect(mails).toHaveLength(1);
    return mails;
  }, LONG);
  expect(mail?.subject).toContain("A time is free");
  expect(mail?.text).toContain("Kept for you until");
  expect(await confirmByLink(mail?.link)).toMatchObject({
    status: 200,
    body: { status: "confirmed", source: "waitlist", client: { name: "Alice" } },
  });
  await vi.waitFor(async () => expect(await look()).toMatchObject({ status: "booked" }), LONG);
});

test("a worker that is killed between the offer and its mail: the next one sends it, once", async () => {
  const booked = await book("10", "Gwen");
  const look = await wait("10", "Hedda");
  await using database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  {
    await using worker = await startWorker();
    // While nobody reads on for messages, an offer is made and nobody is told of it.
    await database.sql`update log_readers set name = 'resting' where name = 'notifications'`;
    await cancel(booked);
    await vi.waitFor(async () => expect(await look()).toMatchObject({ status: "offered" }), LONG);
    worker.kill();
  }
  await database.sql`update log_readers set name = 'notifications' where name = 'resting'`;
  expect(await mailsTo("Hedda")).toEqual([]);
  await using _ = await startWorker();
  const [mail] = await vi.waitFor(async () => {
    const mails = await mailsTo("Hedda");
    expect(mails).toHaveLength(1);
    return mails;
  }, LONG);
  expect(await confirmByLink(mail?.link)).toMatchObject({ status: 200, body: { status: "confirmed" } });
  // The confirmation comes after the offer, which came once.
  await vi.waitFor(async () => expect(await mailsTo("Hedda")).toHaveLength(2), LONG);
  expect(await look()).toMatchObject({ status: "booked" });
});
