import { join } from "node:path";
import { expect, test } from "vitest";
import { startChild } from "./testing/child-process.ts";
import { monday, openClientSalon } from "./testing/client-salon.ts";
import { openTestServer } from "./testing.ts";
import type { TestServer } from "./testing.ts";

const BROWSER = { accept: "text/html" };
const GUEST = { name: "Alice <b>", email: "alice@example.com" };

/** The worker as it runs, beside a server, until it is disposed of. */
function startWorker({ databaseUrl, config }: TestServer) {
  return startChild(join(import.meta.dirname, "../../worker/src/main.ts"), {
    NODE_ENV: "test",
    DATABASE_URL: databaseUrl,
    DATA_DIR: config.dataDir,
  });
}

async function mailTo(server: TestServer, email: string, beginning: string) {
  const find = async () =>
    (await server.outbox.list(50)).find(({ to, subject }) => to === email && subject.startsWith(beginning));
  await expect.poll(find, { timeout: 40_000 }).toBeDefined();
  const mail = await find();
  if (!mail) throw new Error("The mail is gone");
  return mail;
}

const A_MINUTE_AND_A_HALF = { timeout: 90_000 };

test(
  "a booking's mail comes by the worker, is shown as it looks, and one click ends reminders",
  A_MINUTE_AND_A_HALF,
  async () => {
    await using server = await openTestServer();
    await using _ = startWorker(server);
    const { salonId, variantId, asGuest, asOwner } = await openClientSalon(server);
    const booked = await asGuest.bookings.create.mutate({
      salonId,
      startsAt: monday("10:00"),
      items: [{ variantId }],
      client: GUEST,
    });
    const mail = await mailTo(server, GUEST.email, "Booked");

    const shown = await server.send("GET", `/dev/outbox/${mail.id}`, undefined, BROWSER);
    expect(shown.headers.get("content-security-policy")).toContain("frame-src 'self'");
    const html = await server.send("GET", `/dev/outbox/${mail.id}/html`, undefined, BROWSER);
    expect(html.headers.get("content-security-policy")).toContain("sandbox");
    expect(String(html.body["text"])).toContain("Alice &lt;b&gt;");

    const token = new URL(mail.link ?? "").hash.slice(1);
    const opened = await server.rest("GET", `/bookings/${booked.id}`, undefined, {
      "x-booking-token": token,
    });
    expect(opened).toMatchObject({ status: 200, body: { id: booked.id } });
    const forged = await server.rest("GET", `/bookings/${booked.id}`, undefined, {
      "x-booking-token": `${token.slice(0, -2)}aa`,
    });
    expect(forged.status).toBe(404);

    await asOwner.salons.setTestClock.mutate({
      salonId,
      now: new Date(monday("10:00").getTime() - 86_400_000),
    });
    const { unsubscribeUrl = "" } = await mailTo(server, GUEST.email, "Reminder");
    const { pathname } = new URL(unsubscribeUrl);
    expect(await server.send("GET", pathname, undefined, BROWSER)).toMatchObject({ status: 200 });
    const click = (path: string) =>
      fetch(server.url + path, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      });
    expect((await click(pathname)).status).toBe(200);
    expect((await click(pathname)).status).toBe(200);
    expect((await click(`${pathname.slice(0, -2)}aa`)).status).toBe(400);
  },
);
