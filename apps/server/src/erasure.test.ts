import { randomUUID } from "node:crypto";
import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import { CLASSIFICATION } from "@salon/db/classification";
import { expect, test } from "vitest";
import { clientOf, furnishSalon, monday } from "./testing/client-salon.ts";
import type { ClientSalon } from "./testing/client-salon.ts";
import { mailTo, post, signInAt, signUpAt } from "./testing/marked-person.ts";
import type { SignedInPerson } from "./testing/marked-person.ts";
import { startServerProcess, startWorkerProcess } from "./testing/server-process.ts";
import { pdf, photo, sendForm } from "./testing/uploads.ts";
import { whereItStands } from "./testing/where-it-stands.ts";

/** Digits, which a phone number may have too. */
const MARK = "4711083519";
const BROWSER = `Browser/${MARK}`;
const PASSWORD = "correct horse battery";
const ALICE = { name: `Alice ${MARK}`, email: `alice.${MARK}@example.com`, password: PASSWORD };
const ENV = { RATE_LIMITS: "off", LOG_LEVEL: "trace" };

type Salon = Omit<ClientSalon, "owner">;

test("of a person who is erased nothing is left in any column, job or line of a log", async () => {
  await using server = await startServerProcess(ENV);
  await using worker = await startWorkerProcess(server, ENV);
  await using database = openDatabase(server.databaseUrl, { poolSize: 2, applicationName: "erasure test" });
  const { sql } = database;
  const { url } = server;
  const mona = await signUpAt(url, { name: "Mona", email: "mona@example.com", password: PASSWORD }, "test");
  const [here, there] = [await furnishSalon(server, mona.token), await furnishSalon(server, mona.token)];
  const alice = await signUpAt(url, ALICE, BROWSER);
  await clientOf(server, alice.token).me.update.mutate({ phone: `+49${MARK}` });
  const phone = { platform: "ios", token: `Token of ${MARK}`, name: `Phone of ${MARK}` } as const;
  await clientOf(server, alice.token).devices.register.mutate(phone);
  await send(url, alice, { purpose: "user_photo" });
  await beServed(url, here, alice, mona);
  await beServed(url, there, alice, mona);
  await beEmployed(url, there, alice);
  await beForgottenBy(url, await furnishSalon(server, mona.token), alice);
  const guest = await bookAsGuest(here);
  await send(url, mona, { purpose: "document", salonId: here.salonId, clientId: guest });
  await here.asOwner.members.invite.mutate({ salonId: here.salonId, email: ALICE.email, role: "stylist" });
  await mailTo(url, ALICE.email, "Invitation");
  await makeMistakes(url);
  await plantTheRest(sql, alice.userId);

  const stands = await whereItStands(sql, MARK);
  expect(stands).toEqual(expect.arrayContaining(columnsOfClass("personal")));
  const mayHoldIt = new Set([...columnsOfClass("personal"), ...columnsOfClass("secret")]);
  expect(stands.filter((column) => !mayHoldIt.has(column))).toEqual([]);

  const exported = JSON.stringify(await clientOf(server, alice.token).me.export.query());
  for (const text of ["image", "Phone of", "Notes of", "Reason of", "Away", BROWSER, "provider"])
    expect(exported).toContain(text);
  expect(exported).not.toMatch(/password|"token"|hidden/i);

  await here.asOwner.clients.erase.mutate({ salonId: here.salonId, clientId: guest });
  const { token } = await signInAt(url, ALICE, BROWSER);
  await clientOf(server, token).me.erase.mutate();

  expect(await whereItStands(sql, MARK)).toEqual([]);
  await expectGone(url, alice);
  expect(await whereItStands(sql, MARK)).toEqual([]);
  const again = await signUpAt(url, ALICE, BROWSER);
  expect(again.userId).not.toBe(alice.userId);
  expect(await clientOf(server, again.token).me.export.query()).toMatchObject({ records: { bookings: [] } });

  expect([await server.end(), await worker.end()]).toEqual([0, 0]);
  expect(server.log()).toContain('"msg":"request"');
  expect(worker.log()).toContain("Job done");
  expect(server.log() + worker.log()).not.toContain(MARK);
});

/** Visits ahead, held, cancelled and past, a review of one, and what the salon keeps of her: a record, and another merged into it. */
async function beServed(
  url: string,
  salon: Salon,
  alice: SignedInPerson,
  owner: SignedInPerson,
): Promise<void> {
  const { salonId, asOwner } = salon;
  const { bookings, reviews } = clientOf({ url }, alice.token);
  const visit = { salonId, items: [{ variantId: salon.variantId, staffId: salon.staffId }] };
  const note = `Notes of ${MARK}`;
  const book = (hour: `${number}:00`, over = {}) =>
    bookings.create.mutate({ ...visit, startsAt: monday(hour), note, ...over });
  const { client } = await book("09:00");
  await book("10:00", { hold: true });
  const { id: bookingId } = await book("11:00");
  await bookings.cancel.mutate({ bookingId, reason: `Reason of ${MARK}` });
  const past = await book("12:00");
  await asOwner.bookings.complete.mutate({ bookingId: past.id });
  const review = await reviews.write.mutate({ bookingId: past.id, rating: 4, text: note });
  await asOwner.reviews.reply.mutate({ reviewId: review.id, text: note });
  await reviews.report.mutate({ reviewId: review.id, reason: "other", text: note });
  await send(url, alice, { purpose: "review_photo", bookingId: past.id });
  await asOwner.payments.record.mutate({ bookingId: past.id, method: "cash", amountMinor: 1, note });
  const clientId = client?.id ?? "";
  const questions = [{ key: "allergies", text: "Any allergies?", kind: "text" as const }];
  await asOwner.intake.setForm.mutate({ salonId, questions, consents: [] });
  await asOwner.intake.answer.mutate({ salonId, clientId, answers: [{ key: "allergies", value: note }] });
  await asOwner.clients.update.mutate({ salonId, clientId, notes: note });
  for (const about of [{ clientId }, { bookingId: past.id }])
    await send(url, owner, { purpose: "document", salonId, ...about });
  const { name, email } = ALICE;
  const double = await asOwner.clients.create.mutate({
    salonId,
    name,
    email,
    phone: `+49${MARK}`,
    notes: note,
  });
  await asOwner.clients.merge.mutate({ salonId, clientId, duplicateId: double.id });
}

/** A salon that booked for her forgets her: nothing leads to her photo of the visit any more but that she sent it. */
async function beForgottenBy(url: string, salon: Salon, alice: SignedInPerson): Promise<void> {
  const { salonId, asOwner, variantId, staffId } = salon;
  const visit = { salonId, items: [{ variantId, staffId }] };
  const own = await clientOf({ url }, alice.token).bookings.create.mutate({
    ...visit,
    startsAt: monday("09:00"),
  });
  const clientId = own.client?.id ?? "";
  const booked = { ...visit, startsAt: monday("12:00"), client: { id: clientId } };
  const { id: bookingId } = await asOwner.bookings.create.mutate(booked);
  await asOwner.bookings.complete.mutate({ bookingId });
  await send(url, alice, { purpose: "review_photo", bookingId });
  await asOwner.bookings.cancel.mutate({ bookingId: own.id });
  await asOwner.clients.erase.mutate({ salonId, clientId });
}

/** Sends a file that is called by the mark. */
async function send(url: string, by: SignedInPerson, fields: Record<string, string>): Promise<void> {
  const file = fields["purpose"] === "document" ? pdf() : await photo(40, 30);
  const sent = await sendForm({ url }, by, fields, file, { name: `Alice ${MARK}` });
  expect(sent.status).toBe(201);
}

/** A guest's contact never matches an account: it is another record, of which her erasure knows nothing. */
async function bookAsGuest({ salonId, variantId, staffId, asGuest, asOwner }: Salon): Promise<string> {
  const { id: bookingId, client } = await asGuest.bookings.create.mutate({
    salonId,
    items: [{ variantId, staffId }],
    startsAt: monday("15:00"),
    client: { name: ALICE.name, email: ALICE.email },
    note: MARK,
  });
  await asOwner.bookings.cancel.mutate({ bookingId, reason: MARK });
  return client?.id ?? "";
}

async function beEmployed(url: string, salon: Salon, { token, userId }: SignedInPerson): Promise<void> {
  const { salonId, staffId, asOwner } = salon;
  await asOwner.members.invite.mutate({ salonId, email: ALICE.email, role: "stylist" });
  const { link = "" } = await mailTo(url, ALICE.email, "Invitation");
  await clientOf({ url }, token).invitations.accept.mutate({ token: link.slice(link.indexOf("#") + 1) });
  await asOwner.staff.update.mutate({ salonId, staffId, userId });
  const days = { fromDate: "2027-07-01", toDate: "2027-07-02" };
  await asOwner.timeOff.create.mutate({ salonId, staffId, ...days, reason: `Away ${MARK}` });
}

/** What is refused is logged too. */
async function makeMistakes(url: string): Promise<void> {
  await post(url, "/api/auth/sign-up/email", ALICE, BROWSER);
  await post(url, "/api/auth/sign-in/email", { email: ALICE.email, password: `wrong ${MARK}` }, BROWSER);
  await post(url, "/api/auth/request-password-reset", { email: ALICE.email }, BROWSER);
  await post(url, `/api/v1/bookings?note=${MARK}`, { note: MARK, client: { name: MARK } }, BROWSER);
  await fetch(`${url}/api/v1/salons?query=${MARK}`);
}

/** What no operation takes, or takes in a form that the mark does not have. */
async function plantTheRest(sql: Database["sql"], userId: string): Promise<void> {
  await sql`
    update users set image = ${`image ${MARK}`}, locale = ${MARK}, time_zone = ${MARK} where id = ${userId}`;
  await sql`
    update clients set locale = ${MARK}, time_zone = ${MARK}, blocked_at = now(), block_reason = ${MARK}
    where user_id = ${userId}`;
  await sql`update client_intakes set consents = jsonb_build_array(jsonb_build_object('text', ${MARK}::text))`;
  await sql`update reviews set guest_name = ${MARK} where author_id = ${userId}`;
  await sql`update devices set locale = ${MARK} where user_id = ${userId}`;
  await sql`update sessions set ip_address = ${MARK} where user_id = ${userId}`;
  await sql`
    insert into accounts (id, user_id, provider_id, account_id, access_token)
    values (${randomUUID()}, ${userId}, 'provider', ${MARK}, ${`hidden ${MARK}`})`;
}

async function expectGone(url: string, { token }: SignedInPerson): Promise<void> {
  const signIn = await post(url, "/api/auth/sign-in/email", { email: ALICE.email, password: PASSWORD });
  expect(signIn.status).toBe(401);
  const me = await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(me.status).toBe(401);
}

/** As the database names them. */
function columnsOfClass(kind: string): string[] {
  return Object.entries(CLASSIFICATION).flatMap(([table, classes]) =>
    Object.entries(classes)
      .filter(([, given]) => given === kind)
      .map(([column]) => `${snake(table)}.${snake(column)}`),
  );
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
