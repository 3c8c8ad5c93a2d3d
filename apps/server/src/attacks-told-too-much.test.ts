import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "./testing.ts";
import type { Answer, Persona, TestServer } from "./testing.ts";
import { monday, openClientSalon } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { joinTeam } from "./testing/join-team.ts";
import { pdf, photo, sendForm } from "./testing/uploads.ts";

/** What a caller may do is one thing; what is told to who may is another. */
let server: TestServer;
let salon: ClientSalon;
let alice: Persona;
let eve: Persona;
let bea: Persona;
beforeAll(async () => {
  server = await openTestServer();
  salon = await openClientSalon(server);
  [alice, eve, bea] = [await server.signUp("Alice"), await server.signUp("Eve"), await server.signUp("Bea")];
  await joinTeam(server, salon.owner, salon.salonId, bea, "stylist");
  const { salonId, staffId, asOwner } = salon;
  await asOwner.staff.update.mutate({ salonId, staffId, userId: bea.userId });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const idOf = ({ body }: Answer) => String(body["id"]);

async function book(by: Persona, time: Parameters<typeof monday>[0]): Promise<string> {
  const { salonId, variantId, staffId } = salon;
  const wish = { salonId, startsAt: monday(time), items: [{ variantId, staffId }] };
  return idOf(await by.rest("POST", "/bookings", wish));
}

async function cutKey(...scopes: string[]): Promise<Record<string, string>> {
  const { salonId, owner } = salon;
  const { body } = await owner.rest("POST", `/salons/${salonId}/api-keys`, { name: "Key", scopes });
  return { authorization: `Bearer ${String(body["key"])}` };
}

test("somebody's own picture is nobody else's to see, to complete or to take away", async () => {
  const picture = idOf(await sendForm(server, alice, { purpose: "user_photo" }, await photo(60, 40)));
  const begun = await alice.rest("POST", "/files/uploads", {
    purpose: "user_photo",
    name: "me.jpg",
    sizeBytes: 200,
  });
  for (const id of [picture, String(begun.body["fileId"])]) {
    expect((await eve.rest("GET", `/files/${id}`)).status).toBe(404);
    expect((await eve.rest("POST", `/files/${id}/complete`)).status).toBe(404);
    expect((await eve.rest("DELETE", `/files/${id}`)).status).toBe(404);
  }
  expect((await alice.rest("GET", `/files/${picture}`)).status).toBe(200);
});

test("of a photo that everybody sees nobody learns what it was called, or of whose visit it is", async () => {
  const bookingId = await book(alice, "09:00");
  await salon.asOwner.bookings.complete.mutate({ bookingId });
  const fields = { purpose: "review_photo", bookingId };
  const sent = await sendForm(server, alice, fields, await photo(60, 40), { name: "alice-braun.jpg" });
  const review = { rating: 5, photoIds: [idOf(sent)] };
  expect(await alice.rest("POST", `/bookings/${bookingId}/review`, review)).toMatchObject({ status: 201 });
  const { body } = await server.rest("GET", `/files/${idOf(sent)}`);
  expect(body).toMatchObject({ purpose: "review_photo", name: null, bookingId: null });
});

test("a key that may not read clients is told no address of theirs", async () => {
  const bookingId = await book(alice, "10:00");
  const invite = async (headers: Record<string, string>) =>
    String((await server.rest("GET", `/bookings/${bookingId}/invite.ics`, undefined, headers)).body["text"]);
  expect(await invite(await cutKey("bookings:read"))).not.toContain("@example.com");
  expect(await invite(await cutKey("bookings:read", "clients:read"))).toContain("@example.com");
});

test("why somebody is off is between them and the reception", async () => {
  const { salonId, asOwner } = salon;
  const { id: staffId } = await asOwner.staff.create.mutate({ salonId, name: "Cleo" });
  const days = { fromDate: "2027-08-02", toDate: "2027-08-06" };
  const made = await asOwner.timeOff.create.mutate({ salonId, staffId, ...days, reason: "Surgery" });
  const path = `/salons/${salonId}/time-off`;
  expect(made.reason).toBe("Surgery");
  for (const where of [path, `${path}/${String(made.id)}`]) {
    expect(JSON.stringify((await bea.rest("GET", where)).body)).not.toContain("Surgery");
    expect(JSON.stringify((await salon.owner.rest("GET", where)).body)).toContain("Surgery");
  }
});

test("a document about a client is the salon's, whichever visit it names; one about a visit its customer's too", async () => {
  const { salonId, owner } = salon;
  const bookingId = await book(alice, "11:00");
  const [client] = (await salon.asOwner.clients.list.query({ salonId, query: alice.email })).items;
  const send = async (about: Record<string, string>) =>
    idOf(await sendForm(server, owner, { purpose: "document", salonId, ...about }, pdf()));
  const [ofVisit, ofBoth] = [
    await send({ bookingId }),
    await send({ bookingId, clientId: client?.id ?? "" }),
  ];
  expect((await alice.rest("GET", `/files/${ofVisit}`)).status).toBe(200);
  expect((await alice.rest("GET", `/files/${ofBoth}`)).status).toBe(404);
  expect((await bea.rest("GET", `/files/${ofBoth}`)).status).toBe(200);
});
