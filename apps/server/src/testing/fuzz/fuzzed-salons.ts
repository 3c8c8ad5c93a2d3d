import { openDatabase } from "@salon/db";
import type { Persona, TestServer } from "../../testing.ts";
import { invite, joinTeam } from "../join-team.ts";
import { Pool } from "./pool.ts";
import type { Role } from "./requests.ts";

export type FuzzedSalons = {
  readonly pool: Pool;
  /** The header that makes a request one of this role. */
  readonly credentials: (role: Role) => Record<string, string>;
  /** A new salon, with everything in it that there can be; the one before is another's from now on. */
  readonly openNext: () => Promise<void>;
};

const WEEK_BEFORE = "2027-06-07T06:00:00Z";
const MEMBERS = ["stylist", "receptionist", "manager"] as const;

export async function openFuzzedSalons(server: TestServer): Promise<FuzzedSalons> {
  const pool = new Pool();
  const names = ["Olga", "Mona", "Rita", "Bea", "Carl", "Else", "Sue"];
  const [owner, manager, receptionist, stylist, customer, ownerElsewhere, admin] = (await Promise.all(
    names.map((name) => server.signUp(name)),
  )) as [Persona, Persona, Persona, Persona, Persona, Persona, Persona];
  await settle(server, admin);
  const personas = { owner, manager, receptionist, stylist, customer, ownerElsewhere, admin };
  let bookingToken = "";
  let rounds = 0;

  async function furnish(person: Persona, whose: "own" | "elsewhere"): Promise<string> {
    let ofSalon = "";
    const make = async (method: "POST" | "PUT", path: string, body: unknown) => {
      const answer = await person.rest(method, path, body);
      if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      pool.learn(ofSalon, path, "", answer.body);
      return answer.body as { id: string; variants?: { id: string }[] };
    };
    const { id: salonId } = await make("POST", "/salons", SALON);
    const salon = `/salons/${salonId}`;
    ofSalon = salonId;
    if (whose === "own") pool.salonId = salonId;
    pool.add(whose, "salonId", salonId);
    await make("PUT", `${salon}/hours`, { schedules: [{ weekly: WEEKLY }] });
    const chair = await make("POST", `${salon}/resource-types`, { name: "Chair" });
    await make("POST", `${salon}/resources`, { name: "Chair 1", resourceTypeId: chair.id });
    const category = await make("POST", `${salon}/service-categories`, { name: "Hair" });
    const cut = await make("POST", `${salon}/services`, {
      name: "Cut",
      categoryId: category.id,
      variants: [CUT],
    });
    const variantId = cut.variants?.[0]?.id ?? "";
    await make("POST", `${salon}/add-ons`, { ...WASH, serviceIds: [cut.id] });
    const calendars = [salon];
    for (const name of ["Ann", "Bo", "Cleo"]) {
      const { id } = await make("POST", `${salon}/staff`, { name, services: [{ variantId }] });
      calendars.push(`${salon}/staff/${id}`);
    }
    for (const calendar of calendars)
      await make("PUT", `${calendar}/overrides/2027-06-14`, { hours: [{ opens: "08:00", closes: "20:00" }] });
    await make("POST", `${salon}/clients`, { name: "Alice", email: "alice@example.com" });
    await make("POST", `${salon}/calendar-feeds`, {});
    const wish = { items: [{ variantId }], from: "2027-06-14", to: "2027-06-20" };
    await make("POST", `${salon}/waitlist`, wish);
    await make("POST", `${salon}/webhooks`, { url: "http://127.0.0.1:9/hook" });
    await make("PUT", `${salon}/test-clock`, { now: WEEK_BEFORE });
    return salonId;
  }

  async function openNext(): Promise<void> {
    pool.moveOn();
    pool.add("own", "email", customer.email);
    const salonId = await furnish(owner, "own");
    for (const role of MEMBERS) await joinTeam(server, owner, salonId, personas[role], role);
    pool.add("own", "spareUserId", (await server.signUp("Vic")).userId);
    pool.add("own", "spareSalonId", await draftOf(ownerElsewhere));
    const dora = { email: "dora@example.com", role: "stylist" } as const;
    pool.add("own", "token", await invite(server, manager, salonId, dora));
    for (const list of ["/members", "/invitations"])
      pool.learn(salonId, list, "", (await owner.rest("GET", `/salons/${salonId}${list}`)).body);
    await review(salonId);
    rounds += 1;
    await owner.rest("PUT", `/salons/${salonId}/policy`, { requiresApproval: rounds % 2 === 0 });
    const items = [{ variantId: pool.pick("variantId", 0) }];
    const visit = { salonId, items, startsAt: "2027-06-15T08:00:00Z", client: GUEST };
    const { body } = await server.rest("POST", "/bookings", visit);
    pool.learn(salonId, "/bookings", "", body);
    bookingToken = String(body["bookingToken"]);
    await repeat(salonId);
  }

  /** A visit every week, and one of them. */
  async function repeat(salonId: string): Promise<void> {
    const items = [{ variantId: pool.pick("variantId", 0) }];
    const visit = { salonId, items, startsAt: "2027-06-18T08:00:00Z", client: GUEST };
    const { body } = await owner.rest("POST", "/booking-series", { ...visit, everyWeeks: 1, count: 3 });
    pool.learn(salonId, "/booking-series", "", body);
    for (const { bookingId } of body["occurrences"] as { bookingId: string }[])
      pool.add("own", "occurrenceId", bookingId);
  }

  /** A review of the customer's, and a visit of which they have not written yet. */
  async function review(salonId: string): Promise<void> {
    const items = [{ variantId: pool.pick("variantId", 0) }];
    for (const day of ["2027-06-16", "2027-06-17"]) {
      const visit = { salonId, items, startsAt: `${day}T08:00:00Z` };
      const { body } = await customer.rest("POST", "/bookings", visit);
      const path = `/bookings/${String(body["id"])}`;
      await owner.rest("POST", `${path}/complete`);
      pool.learn(salonId, path, "", body);
      if (day.endsWith("17")) continue;
      const written = await customer.rest("POST", `${path}/review`, { rating: 4 });
      pool.learn(salonId, "/reviews", "", written.body);
    }
  }

  async function draftOf(person: Persona): Promise<string> {
    return String((await person.rest("POST", "/salons", SALON)).body["id"]);
  }

  await furnish(ownerElsewhere, "elsewhere");
  const credentials = (role: Role): Record<string, string> => {
    if (role === "anonymous") return {};
    if (role === "holder") return { "x-booking-token": bookingToken };
    return { authorization: `Bearer ${personas[role].token}` };
  };
  return { pool, credentials, openNext };
}

/** One of them keeps the platform clean. Nobody is forgotten by chance: that asks for a session that has just begun. */
async function settle({ databaseUrl }: TestServer, admin: Persona): Promise<void> {
  await using database = openDatabase(databaseUrl, { poolSize: 1, applicationName: "fuzz" });
  await database.sql`insert into admins (user_id, level) values (${admin.userId}, 'superadmin')`;
  await database.sql`update sessions set created_at = created_at - interval '1 hour'`;
}

const GUEST = { name: "Gwen", email: "gwen@example.com" };
const SALON = {
  name: "Salon Mitte",
  timeZone: "Europe/Berlin",
  currency: "EUR",
  address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
  sandbox: true,
};
const WEEKLY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "08:00", closes: "20:00" }));
const CUT = { name: "Short", price: { amountMinor: 4500 }, segments: [{ kind: "active", minutes: 30 }] };
const WASH = { name: "Wash", minutes: 10, price: { amountMinor: 800 } };
