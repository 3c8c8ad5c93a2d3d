import { expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import { monday, openClientSalon } from "./testing/client-salon.ts";

test("Alice downloads what is kept of her as a file, and is forgotten with her sessions", async () => {
  await using server = await openTestServer();
  const { salonId, variantId, owner } = await openClientSalon(server);
  const alice = await server.signUp("Alice");
  const items = [{ variantId }];
  const visit = { salonId, items, startsAt: monday("10:00"), note: "Curls." };
  const { body: booking } = await alice.rest("POST", "/bookings", visit);

  const file = await alice.rest("GET", "/me/export");
  expect(file.status).toBe(200);
  expect(file.headers.get("content-disposition")).toBe('attachment; filename="export.json"');
  expect(file.headers.get("cache-control")).toBe("private, no-cache");
  expect(file.body).toMatchObject({
    exportedAt: expect.stringMatching(/Z$/) as string,
    person: { id: alice.userId, email: alice.email },
    records: {
      bookings: [
        { id: booking["id"], salonName: "Salon Mitte", note: "Curls.", startsAt: "2027-06-14T08:00:00.000Z" },
      ],
      clients: [{ name: "Alice", email: alice.email, salonNames: ["Salon Mitte"] }],
      sessions: [{ userAgent: "node" }],
    },
  });

  const [phone, laptop] = [await server.signIn(alice), await server.signIn(alice)];
  expect((await alice.rest("DELETE", "/me")).status).toBe(204);
  expect(await alice.rest("DELETE", "/me")).toMatchObject({ status: 401 });
  for (const { body } of [phone, laptop]) {
    const authorization = `Bearer ${String(body["token"])}`;
    expect(await server.rest("GET", "/me", undefined, { authorization })).toMatchObject({ status: 401 });
  }
  expect(await server.signIn(alice)).toMatchObject({ status: 401, body: { code: "invalid_credentials" } });
  const seen = await owner.rest("GET", `/bookings/${String(booking["id"])}`);
  expect(seen.body).toMatchObject({ status: "cancelled_by_client", note: null, client: { name: "Erased" } });
});

test("a salon forgets a client at the version that it has seen, and no stranger does", async () => {
  await using server = await openTestServer();
  const { salonId, owner } = await openClientSalon(server);
  const { body: client } = await owner.rest("POST", `/salons/${salonId}/clients`, { name: "Alice" });
  const eve = await server.signUp("Eve");
  const path = `/salons/${salonId}/clients/${String(client["id"])}`;
  expect(await eve.rest("DELETE", path)).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await owner.rest("DELETE", path, undefined, { "if-match": '"2"' })).toMatchObject({ status: 412 });
  expect((await owner.rest("DELETE", path, undefined, { "if-match": '"1"' })).status).toBe(204);
  expect(await owner.rest("DELETE", path)).toMatchObject({ status: 404 });
  expect(await server.rest("DELETE", "/me")).toMatchObject({ status: 401 });
});
