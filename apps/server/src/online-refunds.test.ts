import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer } from "./testing.ts";
import { acmePay, openAcme } from "./testing/acme-pay.ts";
import { startChild } from "./testing/child-process.ts";
import { monday, openClientSalon } from "./testing/client-salon.ts";

test("a server that dies between giving money back and writing it down has given it back once, whoever tries again", async () => {
  await using acme = await openAcme();
  const paymentProviders = new Map([["acme", acmePay(acme.url)]]);
  await using server = await openTestServer({}, { paymentProviders });
  await using doomed = startChild(join(import.meta.dirname, "testing/paying-server.ts"), {
    NODE_ENV: "test",
    DATABASE_URL: server.databaseUrl,
    DATA_DIR: server.config.dataDir,
    RATE_LIMITS: "off",
    ACME_URL: acme.url,
  });
  await vi.waitFor(() => expect(doomed.log()).toContain("http://"), { timeout: 60_000 });
  const doomedUrl = /http:\S+/.exec(doomed.log())?.[0] ?? "";

  const { owner, asOwner, salonId, variantId } = await openClientSalon(server);
  const { id: bookingId } = await asOwner.bookings.create.mutate({
    salonId,
    startsAt: monday("10:00"),
    items: [{ variantId }],
    client: { name: "Alice" },
  });
  acme.taken.set("pay_1", { bookingId, currency: "EUR", amountMinor: 1_000 });
  const online = { method: "online", provider: "acme", reference: "pay_1", amountMinor: 1_000 };
  const paid = await owner.rest("POST", `/bookings/${bookingId}/payments`, online);
  expect(paid.status).toBe(201);

  const path = `/bookings/${bookingId}/payments/${String(paid.body["id"])}/refund`;
  const refund = { amountMinor: 400, reason: "Too short" };
  const key = { "idempotency-key": randomUUID() };
  acme.onGiven = () => doomed.kill();
  const dying = fetch(`${doomedUrl}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${owner.token}`, "content-type": "application/json", ...key },
    body: JSON.stringify(refund),
  });
  await expect(dying).rejects.toThrow("fetch failed");
  expect(acme.given.size).toBe(1);
  expect(refundedOf(await owner.rest("GET", `/bookings/${bookingId}/payments`))).toBe(0);

  const again = await owner.rest("POST", path, refund, key);
  expect(again.status).toBe(201);
  expect([acme.orders, [...acme.given.keys()]]).toEqual([2, [again.body["reference"]]]);
  expect(refundedOf(await owner.rest("GET", `/bookings/${bookingId}/payments`))).toBe(400);
  expect((await owner.rest("POST", path, refund, key)).headers.get("idempotent-replayed")).toBe("true");
  expect(acme.orders).toBe(2);
});

function refundedOf({ body }: Answer): unknown {
  return (body["refunded"] as { amountMinor: number }).amountMinor;
}
