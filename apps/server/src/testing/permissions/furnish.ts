import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Role } from "@salon/contracts";
import { createSystemCtx, sendInvitation } from "@salon/core";
import type { Database } from "@salon/db";
import type { Method, TestServer } from "../../testing.ts";
import { join } from "./people.ts";
import type { Person } from "./people.ts";

/** Monday morning by the salon's clock, which stands still. */
const NOW = "2027-06-14T07:00:00Z";
export const OVERRIDDEN = "2027-06-20";

export type World = { readonly server: TestServer; readonly sql: Database["sql"] };
type Made = { readonly id: string } & Readonly<Record<string, unknown>>;

/** Does something as somebody, who may; throws otherwise. */
export async function as(
  { server }: World,
  { token }: Person,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Made> {
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": randomBytes(8).toString("hex") };
  const answer = await server.send(method, `/api/v1${path}`, body, headers);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body as Made;
}

/** What a salon has that is nobody's in particular. */
export type Salon = Awaited<ReturnType<typeof furnish>>;

export async function furnish(world: World, owner: Person, name: string) {
  const make = (path: string, body: unknown) => as(world, owner, "POST", path, body);
  const { id: salonId, businessId } = await make("/salons", { ...SALON, name });
  const salon = `/salons/${salonId}`;
  const put = (path: string, body: unknown) => as(world, owner, "PUT", salon + path, body);
  await put("/hours", { schedules: [{ weekly: WEEKLY }] });
  const branch = await make("/salons", { ...SALON, name: `${name}, the other one`, businessId });
  // A published salon whose clock stands still: a sandbox has no branch, and is found by nobody.
  await world.sql`
    update salons set status = 'published', sandbox = true, test_now = ${NOW} where id = ${salonId}`;
  await put("/policy", POLICY);
  await put(`/overrides/${OVERRIDDEN}`, { hours: HOURS });
  const resourceTypeId = (await make(`${salon}/resource-types`, { name: "Chair" })).id;
  const resourceId = (await make(`${salon}/resources`, { name: "Chair 1", resourceTypeId })).id;
  const categoryId = (await make(`${salon}/service-categories`, { name: "Hair" })).id;
  const cut = await make(`${salon}/services`, { name: "Cut", categoryId, variants: [SHORT] });
  const serviceId = cut.id;
  const [variant] = cut["variants"] as { id: string }[];
  const variantId = variant?.id ?? "";
  const keyOf = { name: "The website", scopes: ["bookings:read"] };
  return {
    salonId,
    fileId: await keepDocument(world, salonId),
    salonPhotoId: await keepPhoto(world, salonId, "salon_photo"),
    staffPhotoId: await keepPhoto(world, salonId, "staff_photo"),
    keyId: (await make(`${salon}/api-keys`, keyOf)).id,
    ...(await listen(world, owner, salonId)),
    managersInvitationId: (await make(`${salon}/members`, { email: "moritz@example.com", role: "manager" }))
      .id,
    businessId: String(businessId),
    branchId: branch.id,
    branchStaffId: (await make(`/salons/${branch.id}/staff`, { name: "Sue" })).id,
    resourceTypeId,
    unusedTypeId: (await make(`${salon}/resource-types`, { name: "Lamp" })).id,
    resourceId,
    categoryId,
    serviceId,
    variantId,
    addOnId: (await make(`${salon}/add-ons`, { ...WASH, serviceIds: [serviceId] })).id,
    salonFeed: await subscribe(world, owner, salonId),
    roomTimeOffId: (await make(`${salon}/time-off`, { resourceId, ...IN_JULY })).id,
    idleStaffId: (await make(`${salon}/staff`, { name: "Ida", services: [{ variantId }] })).id,
  };
}

/** What somebody who works there and somebody who comes there have in a salon. */
export type Belongings = Awaited<ReturnType<typeof settle>>;

/** Gives a stylist a profile with time off, and a customer visits to them, a review of one, and a record that is there twice. */
export async function settle(
  world: World,
  salon: Salon,
  { owner, stylist, customer }: { owner: Person; stylist: Person; customer: Person },
) {
  const path = `/salons/${salon.salonId}`;
  const services = [{ variantId: salon.variantId }];
  const memberId = await join(world.sql, salon.salonId, stylist, "stylist");
  const staff = await as(world, owner, "POST", `${path}/staff`, {
    name: "Bea",
    userId: stylist.userId,
    services,
  });
  const staffId = staff.id;
  await as(world, owner, "PUT", `${path}/staff/${staffId}/overrides/${OVERRIDDEN}`, { hours: HOURS });
  const timeOff = await as(world, owner, "POST", `${path}/time-off`, { staffId, ...IN_JULY });
  const book = (hour: number, more: object = {}) =>
    as(world, customer, "POST", "/bookings", {
      salonId: salon.salonId,
      startsAt: `2027-06-14T${hour}:00:00+02:00`,
      items: [{ variantId: salon.variantId, staffId }],
      ...more,
    });
  const confirmed = await book(10);
  const held = await book(11, { hold: true });
  const completed = await book(12);
  await as(world, owner, "POST", `/bookings/${completed.id}/complete`);
  const reviewed = await book(14);
  await as(world, owner, "POST", `/bookings/${reviewed.id}/complete`);
  const { id: reviewId } = await as(world, customer, "POST", `/bookings/${reviewed.id}/review`, {
    rating: 4,
  });
  await as(world, owner, "PUT", `${path}/policy`, { requiresApproval: true });
  const pending = await book(13);
  await as(world, owner, "PUT", `${path}/policy`, { requiresApproval: false });
  const series = await as(world, customer, "POST", "/booking-series", {
    salonId: salon.salonId,
    startsAt: "2027-06-16T10:00:00+02:00",
    items: [{ variantId: salon.variantId, staffId }],
    everyWeeks: 1,
    count: 2,
  });
  const [occurrence] = series["occurrences"] as { bookingId: string }[];
  const entry = await as(world, customer, "POST", `${path}/waitlist`, {
    items: services,
    from: "2027-06-14",
    to: "2027-06-18",
  });
  const payment = { method: "card", amountMinor: 1000 };
  const paid = await as(world, owner, "POST", `/bookings/${completed.id}/payments`, payment);
  const [item] = confirmed["items"] as { id: string }[];
  const { id: clientId } = confirmed["client"] as { id: string };
  const invitation = await invite(world, owner, salon.salonId, customer.email, "stylist");
  return {
    invitationId: invitation.id,
    invitationToken: invitation.token,
    memberId,
    userId: stylist.userId,
    staffId,
    timeOffId: timeOff.id,
    confirmedId: confirmed.id,
    itemId: item?.id ?? "",
    heldId: held.id,
    completedId: completed.id,
    paymentId: paid.id,
    pendingId: pending.id,
    reviewedId: reviewed.id,
    seriesId: series.id,
    seriesBookingId: occurrence?.bookingId ?? "",
    reviewId,
    reviewPhotoId: await photograph(world, completed.id),
    pictureId: await portray(world, customer),
    clientId,
    clientFileId: await keepDocument(world, salon.salonId, { clientId }),
    visitFileId: await keepDocument(world, salon.salonId, { bookingId: confirmed.id }),
    duplicateId: (await as(world, owner, "POST", `${path}/clients`, { name: "Alice, again" })).id,
    customerEmail: customer.email,
    staffFeed: await subscribe(world, stylist, salon.salonId, { staffId }),
    ...(await tell(world, salon.salonId, confirmed.id, customer)),
    waitlistEntryId: entry.id,
    bookingToken: await giveToken(world, [
      confirmed.id,
      held.id,
      completed.id,
      pending.id,
      reviewed.id,
      entry.id,
    ]),
  };
}

/** A photo that waits for a visit's review. */
async function photograph({ sql }: World, bookingId: string): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into files (id, purpose, business_id, salon_id, booking_id, size_bytes, ready_at)
    select ${id}, 'review_photo', business_id, salon_id, id, 1, now() from bookings where id = ${bookingId}`;
  return id;
}

/** An address that is told of the salon, and what is on its way there. */
async function listen(world: World, owner: Person, salonId: string) {
  const path = `/salons/${salonId}/webhooks`;
  const { id: webhookId } = await as(world, owner, "POST", path, { url: "http://127.0.0.1:9/hook" });
  const deliveryId = randomUUID();
  await world.sql`
    insert into webhook_deliveries (business_id, id, webhook_id, event_id)
    select business_id, ${deliveryId}::uuid, ${webhookId}::uuid, min(id) from events where salon_id = ${salonId} group by 1
    union all
    select business_id, gen_random_uuid(), ${webhookId}::uuid, max(id) from events where salon_id = ${salonId} group by 1`;
  return { webhookId, deliveryId };
}

/** What a customer was told of a booking, as the worker does, and what its mail's link to end such mails ends in. */
async function tell({ sql, server }: World, salonId: string, bookingId: string, { userId }: Person) {
  const notificationId = randomUUID();
  await sql`
    insert into notifications (business_id, id, salon_id, kind, subject_id, version, user_id, starts_at, shown_in, shown_at)
    select business_id, ${notificationId}, id, 'booking_confirmed', ${bookingId}, 1, ${userId}, now(), pg_current_xact_id(), now()
    from salons where id = ${salonId}`;
  await sql`
    insert into notification_deliveries (business_id, id, notification_id, channel)
    select business_id, gen_random_uuid(), id, 'email' from notifications where id = ${notificationId}`;
  const subject = `booking_reminder.user.${userId}`;
  const unsubscribeToken = `${subject}.${server.runtime.links.sign("unsubscribe", subject)}`;
  return { notificationId, unsubscribeToken, deviceId: await carry(sql, userId) };
}

/** A phone that somebody signed in on. */
async function carry(sql: Database["sql"], userId: string): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into devices (id, user_id, session_id, platform, token, token_hash)
    select ${id}, user_id, id, 'android', ''::bytea, ${randomBytes(32)} from sessions where user_id = ${userId} limit 1`;
  return id;
}

/** A calendar feed of somebody's, and what opens it. */
async function subscribe(world: World, person: Person, salonId: string, whose: object = {}) {
  const made = await as(world, person, "POST", `/salons/${salonId}/calendar-feeds`, whose);
  return { id: made.id, token: new URL(String(made["url"])).searchParams.get("token") ?? "" };
}

/** Somebody's own picture, which they have not chosen yet. */
async function portray({ sql }: World, { userId }: Person): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into files (id, purpose, user_id, size_bytes, ready_at) values (${id}, 'user_photo', ${userId}, 1, now())`;
  return id;
}

/** A document of a salon's, perhaps about a client or a visit; its bytes nobody asks for. */
async function keepDocument(
  { sql }: World,
  salonId: string,
  { clientId = null, bookingId = null }: { clientId?: string | null; bookingId?: string | null } = {},
): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into files (id, business_id, salon_id, client_id, booking_id, purpose, name, content_type, size_bytes, ready_at, attached_at)
    select ${id}, business_id, id, ${clientId}, ${bookingId}, 'document', 'prices.pdf', 'application/pdf', 200, now(), now()
    from salons where id = ${salonId}`;
  return id;
}

/** A photo of a salon's that nothing shows yet. */
async function keepPhoto(
  { sql }: World,
  salonId: string,
  purpose: "salon_photo" | "staff_photo",
): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into files (id, business_id, salon_id, purpose, size_bytes, ready_at)
    select ${id}, business_id, id, ${purpose}, 1, now() from salons where id = ${salonId}`;
  return id;
}

/** Invites somebody and sends the mail, as the worker would; what its link ends in. */
async function invite(world: World, owner: Person, salonId: string, email: string, role: Role) {
  const { id } = await as(world, owner, "POST", `/salons/${salonId}/members`, { email, role });
  await sendInvitation(createSystemCtx(world.server.runtime, "sendInvitation"), { invitationId: id });
  const { link = "" } = await world.server.mailTo(email);
  return { id, token: new URL(link).hash.slice(1) };
}

/** Lets one token open these bookings and waits, as if a guest had made each of them. */
async function giveToken({ sql }: World, bookingIds: readonly string[]): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest();
  await sql`update bookings set token_hash = ${hash} where id = any(${bookingIds as string[]})`;
  await sql`update waitlist_entries set token_hash = ${hash} where id = any(${bookingIds as string[]})`;
  return token;
}

const WEEKLY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "08:00", closes: "20:00" }));
const HOURS = [{ opens: "08:00", closes: "20:00" }];
const IN_JULY = { fromDate: "2027-07-05", toDate: "2027-07-09" };
const SALON = {
  timeZone: "Europe/Berlin",
  currency: "EUR",
  address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
};
const POLICY = { leadTimeMinutes: 0, cancelWindowMinutes: 0, rescheduleWindowMinutes: 0, holdMinutes: 1440 };
const SHORT = { name: "Short", price: { amountMinor: 4500 }, segments: [{ kind: "active", minutes: 30 }] };
const WASH = { name: "Wash", minutes: 10, price: { amountMinor: 800 } };
