import type { SearchSalons } from "@salon/contracts";
import { addDays, localDateOf, resolveLocal } from "@salon/scheduling";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { problemOf } from "../problem-of.ts";
import { openTestApi } from "../testing/index.ts";
import type { Person, TestApi } from "../testing/index.ts";
import { openListedSalon } from "../testing/listed-salon.ts";
import { GUEST } from "../testing/salon-with-bea.ts";

type Question = z.input<typeof SearchSalons>;

let api: TestApi;
let owner: Person;
beforeAll(async () => {
  api = await openTestApi();
  owner = await api.signUp("Olga");
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

async function namesOf(question: Question): Promise<string[]> {
  const { items } = await api.anybody.salons.search({ limit: 100, ...question });
  return items.map(({ name }) => name);
}

async function problemIn(question: Question) {
  const { code, errors } = problemOf(
    await api.anybody.salons.search(question).catch((error: unknown) => error),
  );
  return { code, pointer: errors?.[0]?.pointer };
}

const place = (city: string) => ({ line1: "Street 1", city, postalCode: "10119", country: "DE" });

describe("by words", () => {
  beforeAll(async () => {
    await openListedSalon(owner, {
      name: "Friseur Meyer",
      about: "Dauerwelle und Farbe",
      address: place("Berlin"),
    });
    await openListedSalon(owner, { name: "Café Coiffure Élodie", address: place("Köln") });
    await openListedSalon(owner, { name: "Straße 7 Barbier", address: place("Berlin") });
  });

  test.each([
    ["a word of its name", "meyer", ["Friseur Meyer"]],
    ["the beginning of a word", "fris", ["Friseur Meyer"]],
    ["a word of what it says about itself", "dauerwelle", ["Friseur Meyer"]],
    ["its town, without the umlaut", "koln", ["Café Coiffure Élodie"]],
    ["words without their accents", "cafe elodie", ["Café Coiffure Élodie"]],
    ["words in capitals, decomposed", "CAFE\u0301 E\u0301LO", ["Café Coiffure Élodie"]],
    ["a sharp s in two letters", "strasse barb", ["Straße 7 Barbier"]],
    ["two letters that changed places", "frisuer", ["Friseur Meyer"]],
    ["a letter too many", "barbbier", ["Straße 7 Barbier"]],
    ["words of two salons, since none has both", "meyer elodie", ["Café Coiffure Élodie", "Friseur Meyer"]],
    ["nothing but punctuation", "!!! & | — : *", []],
  ])("a salon is found by %s", async (_, query, names) => {
    expect(await namesOf({ query })).toEqual(names);
  });

  test("a name counts for more than a town, and that for more than what is said", async () => {
    await openListedSalon(owner, {
      name: "Zopf",
      about: "Nicht in Quedlinburg",
      address: place("Berlin"),
    });
    await openListedSalon(owner, { name: "Locke", address: place("Quedlinburg") });
    await openListedSalon(owner, { name: "Quedlinburg Haare", address: place("Berlin") });
    expect(await namesOf({ query: "quedlinburg" })).toEqual(["Quedlinburg Haare", "Locke", "Zopf"]);
  });

  test.each([
    "'; drop table salons; --",
    "a & b | !c <-> (d:*)",
    "%_\\",
    "' or 1=1 --",
    "$1 ${query}",
    "meyer:* & !berlin",
    "💇 ﷽ \u0301",
    "\\x00 \\",
  ])("%s is words like others", async (query) => {
    for (const sort of ["relevance", "name"] as const)
      expect(Array.isArray(await namesOf({ query, sort }))).toBe(true);
    expect(await namesOf({ query: "friseur meyer" })).toEqual(["Friseur Meyer"]);
  });
});

describe("by place", () => {
  const at = (latitude: number, longitude: number) => ({ location: { latitude, longitude } });
  beforeAll(async () => {
    await openListedSalon(owner, { name: "Taveuni West", ...at(-16.8, 179.9) });
    await openListedSalon(owner, { name: "Taveuni East", ...at(-16.8, -179.9) });
    await openListedSalon(owner, { name: "Suva", ...at(-18.14, 178.44) });
    await openListedSalon(owner, { name: "Pole", ...at(89.95, 20) });
  });

  test("the nearest comes first, with its distance, and none from beyond the radius", async () => {
    const near = "-16.8,179.95";
    const { items } = await api.anybody.salons.search({ near, radiusKm: 50 });
    expect(items.map(({ name, distanceKm }) => [name, distanceKm])).toEqual([
      ["Taveuni West", 5.322],
      ["Taveuni East", 15.967],
    ]);
    expect(await namesOf({ near, radiusKm: 10 })).toEqual(["Taveuni West"]);
    expect(await namesOf({ near, radiusKm: 300 })).toEqual(["Taveuni West", "Taveuni East", "Suva"]);
  });

  test("the antimeridian and the poles are places like others", async () => {
    expect(await namesOf({ near: "-16.8,-179.95", radiusKm: 20 })).toEqual(["Taveuni East", "Taveuni West"]);
    expect(await namesOf({ near: "89.95,-160", radiusKm: 20 })).toEqual(["Pole"]);
    expect(await namesOf({ near: "90,0", radiusKm: 500 })).toEqual(["Pole"]);
  });

  test("a distance is one from somewhere", async () => {
    expect(await problemIn({ sort: "distance" })).toEqual({ code: "invalid_input", pointer: "/sort" });
  });
});

describe("by what it offers", () => {
  beforeAll(async () => {
    const yen = { currency: "JPY", address: place("Price") };
    await openListedSalon(owner, {
      name: "Dear",
      priceMinor: 9000,
      address: place("Price"),
      categories: ["barber"],
    });
    await openListedSalon(owner, {
      name: "Cheap",
      priceMinor: 2000,
      address: place("Price"),
      categories: ["nails"],
    });
    await openListedSalon(owner, { name: "Yen", priceMinor: 1500, ...yen });
    const { salonId } = await openListedSalon(owner, {
      name: "Mixed",
      priceMinor: 6000,
      address: place("Price"),
    });
    const onRequest = { name: "Wedding", priceType: "on_request", price: { amountMinor: null } } as const;
    const segments = [{ kind: "active", minutes: 30 }] as const;
    await owner.api.services.create({
      salonId,
      name: "Styling",
      variants: [{ ...onRequest, segments: [...segments] }],
    });
    const offline = { name: "Fringe", price: { amountMinor: 500 }, segments: [...segments] };
    await owner.api.services.create({
      salonId,
      name: "By phone",
      onlineBookable: false,
      variants: [offline],
    });
  });

  test("a price is that of the cheapest service that can be booked, and not one on request", async () => {
    const question = { query: "price", sort: "name", currency: "EUR" } as const;
    expect(await namesOf(question)).toEqual(["Cheap", "Dear", "Mixed"]);
    expect(await namesOf({ ...question, priceMax: 6000 })).toEqual(["Cheap", "Mixed"]);
    expect(await namesOf({ ...question, priceMax: 5999 })).toEqual(["Cheap"]);
    expect(await namesOf({ ...question, priceMax: Number.MAX_SAFE_INTEGER })).toHaveLength(3);
    const { items } = await api.anybody.salons.search(question);
    expect(items.map(({ priceFromMinor }) => priceFromMinor)).toEqual([2000, 9000, 6000]);
  });

  test("a price is one in a currency", async () => {
    expect(await problemIn({ priceMax: 100 })).toEqual({ code: "invalid_input", pointer: "/currency" });
    expect(await namesOf({ currency: "JPY", priceMax: 1500 })).toEqual(["Yen"]);
  });

  test("a category is the platform's", async () => {
    expect(await namesOf({ query: "price", category: "nails" })).toEqual(["Cheap"]);
    expect(await namesOf({ category: "no-such-thing" })).toEqual([]);
  });

  test("a rating is the average of all reviews", async () => {
    await api.sql`update salons set rating_sum = 9, rating_count = 2 where name = 'Dear'`;
    await api.sql`update salons set rating_sum = 4, rating_count = 1 where name = 'Cheap'`;
    expect(await namesOf({ query: "price", ratingMin: 4.5 })).toEqual(["Dear"]);
    expect(await namesOf({ query: "price", ratingMin: 4, sort: "rating" })).toEqual(["Dear", "Cheap"]);
  });
});

describe("by time", () => {
  const berlin = (localTime: string) => {
    const resolved = resolveLocal(localTime, "Europe/Berlin");
    if (resolved.kind !== "instant") throw new Error(`${localTime} is ${resolved.kind}`);
    return new Date(resolved.instant);
  };

  test.each([
    ["2027-06-14T08:59", false],
    ["2027-06-14T09:00", true],
    ["2027-06-14T11:59", true],
    ["2027-06-14T12:00", false],
    ["2027-06-13T10:00", false],
    // The clocks change on the Sunday before, back in October and forth in March.
    ["2027-10-29T09:00", true],
    ["2027-11-01T08:59", false],
    ["2027-11-01T09:00", true],
    ["2027-03-26T08:59", false],
    ["2027-03-29T09:00", true],
    ["2027-03-29T12:00", false],
  ])("at %s it is open: %s", async (localTime, isOpen) => {
    const name = `Hours ${localTime.replaceAll(/\D/g, "")}`;
    await openListedSalon(owner, { name });
    expect(await namesOf({ query: name, openAt: berlin(localTime) })).toEqual(isOpen ? [name] : []);
  });

  test("hours may pass midnight, and an override replaces those of its date", async () => {
    const { salonId } = await openListedSalon(owner, {
      name: "Nachtschicht",
      opens: "20:00",
      closes: "26:00",
    });
    const query = "nachtschicht";
    expect(await namesOf({ query, openAt: berlin("2027-06-15T01:59") })).toEqual(["Nachtschicht"]);
    expect(await namesOf({ query, openAt: berlin("2027-06-15T02:00") })).toEqual([]);
    await owner.api.schedules.setSalonOverride({ salonId, date: "2027-06-14", hours: [] });
    expect(await namesOf({ query, openAt: berlin("2027-06-15T01:59") })).toEqual([]);
  });

  test("the ends of time are answered: hours hold for ever, free times within the horizon only", async () => {
    for (const openAt of ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z"])
      await expect(namesOf({ openAt: new Date(openAt) })).resolves.toBeInstanceOf(Array);
    for (const availableOn of ["1970-01-01", "2026-01-01", "2999-12-31"])
      expect(await namesOf({ availableOn })).toEqual([]);
  });

  test("a day on which every hour is taken is not a free one", async () => {
    const monday = nextMonday();
    const { salonId, variantId } = await openListedSalon(owner, { name: "Vollbad" });
    const query = "vollbad";
    for (const hour of ["09:00", "10:00", "11:00"]) {
      expect(await namesOf({ query, availableOn: monday })).toEqual(["Vollbad"]);
      const localStart = `${monday}T${hour}`;
      await api.anybody.bookings.create({ salonId, localStart, items: [{ variantId }], client: GUEST });
    }
    expect(await namesOf({ query, availableOn: monday })).toEqual([]);
    expect(await namesOf({ query, availableOn: addDays(monday, 1) })).toEqual(["Vollbad"]);
    expect(await namesOf({ query, availableOn: addDays(monday, 5) })).toEqual([]);
    expect(await namesOf({ query, availableOn: addDays(monday, 200) })).toEqual([]);
  });

  test("a daily limit that is reached leaves nothing free", async () => {
    const monday = nextMonday();
    const { salonId, variantId } = await openListedSalon(owner, { name: "Einer am Tag" });
    await owner.api.salons.setPolicy({ salonId, maxBookingsPerStaffPerDay: 1 });
    const question = { query: "einer am tag", availableOn: monday };
    expect(await namesOf(question)).toEqual(["Einer am Tag"]);
    const items = [{ variantId }];
    await api.anybody.bookings.create({ salonId, localStart: `${monday}T10:00`, items, client: GUEST });
    expect(await namesOf(question)).toEqual([]);
  });

  test("what is judged is counted: a page may be short, and the next goes on", async () => {
    const monday = nextMonday();
    const { salonId } = await openListedSalon(owner, { name: "Nadel im Heu" });
    for (let index = 0; index < 60; index += 1)
      await owner.api.salons.create({ ...HAY, name: `Heu ${String(index).padStart(2, "0")}` });
    await api.sql`update salons set status = 'published' where starts_with(name, 'Heu ')`;
    const question = { query: "heu", sort: "name", availableOn: monday } as const;
    const first = await api.anybody.salons.search(question);
    expect(first.items).toEqual([]);
    const second = await api.anybody.salons.search({ ...question, cursor: first.nextCursor ?? "" });
    expect(second.items.map(({ id }) => id)).toEqual([salonId]);
    expect(second.nextCursor).toBeNull();
  });

  test("however many salons are judged, the statements are as many", async () => {
    const question = { availableOn: nextMonday(), openAt: berlin("2027-06-14T10:00"), sort: "name" } as const;
    const ask = (query: string) => api.statementsOf(() => api.anybody.salons.search({ ...question, query }));
    expect(await ask("nadel")).toHaveLength(5);
    expect(await ask("hours")).toHaveLength(5);
    expect(await api.statementsOf(() => namesOf({ query: "hours" }))).toHaveLength(1);
  });

  const HAY = { timeZone: "Europe/Berlin", currency: "EUR", address: place("Berlin") };

  function nextMonday(): string {
    const today = localDateOf(Date.now(), "Europe/Berlin");
    const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
    return addDays(today, 15 - weekday);
  }
});

describe("page by page", () => {
  const COUNT = 23;
  beforeAll(async () => {
    const { salonId } = await openListedSalon(owner, {
      name: "Perle",
      location: { latitude: 10, longitude: 10 },
    });
    await api.sql`
      insert into salons (business_id, id, slug, name, status, time_zone, currency, locale, address_line1, city,
        postal_code, country, latitude, longitude, rating_sum, rating_count, created_at)
      select business_id, gen_random_uuid(), 'perle-' || n, case n % 3 when 0 then 'Perle' else 'Perle ' || n end, 'published',
        time_zone, currency, locale, address_line1, city, postal_code, country, 10 + n / 4 * 0.01, 10, n % 4 * 2, n % 4,
        created_at - n / 5 * interval '1 hour'
      from salons, generate_series(1, ${COUNT - 1}) n where id = ${salonId}`;
  });

  const near = "10,10";
  test.each([
    { query: "perle" },
    { near, sort: "distance" },
    { query: "perle", sort: "rating" },
    { query: "perle", sort: "name" },
    { query: "perle", sort: "newest" },
    { query: "perel" },
  ] as const)("every salon is met once: $sort $query", async (question) => {
    const met: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await api.anybody.salons.search({ ...question, limit: 4, cursor: cursor ?? undefined });
      met.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(met).toHaveLength(COUNT);
    expect(new Set(met).size).toBe(COUNT);
  });

  test("a cursor is that of its own order", async () => {
    const { nextCursor } = await api.anybody.salons.search({ query: "perle", limit: 1 });
    const cursor = nextCursor ?? "";
    const refused = { code: "invalid_input", pointer: "/cursor" };
    expect(await problemIn({ query: "perle", sort: "rating", cursor })).toEqual(refused);
    for (const forged of [
      ["relevance", "1; drop table salons", ID],
      ["relevance", "1", "' or true"],
      [],
      "x",
    ])
      expect(await problemIn({ query: "perle", cursor: encoded(forged) })).toEqual(refused);
    const past = encoded(["relevance", "999999999999999", ID]);
    expect((await api.anybody.salons.search({ query: "perle", cursor: past })).items.length).toBeGreaterThan(
      0,
    );
    const quoted = encoded(["name", "'; drop table salons; --", ID]);
    expect(await namesOf({ query: "perle", sort: "name", cursor: quoted })).toHaveLength(COUNT);
  });

  const ID = "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11";
  const encoded = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");

  test("a very long name in any script fits into a cursor", async () => {
    for (const name of ["ﷺ".repeat(120), "𒀀".repeat(120)])
      await openListedSalon(owner, { name, currency: "CHF" });
    const question = { currency: "CHF", sort: "name", limit: 1 } as const;
    const { nextCursor } = await api.anybody.salons.search(question);
    expect((await api.anybody.salons.search({ ...question, cursor: nextCursor ?? "" })).items).toHaveLength(
      1,
    );
  });
});

test("drafts, salons that wait or are suspended, and sandboxes are nobody's to find", async () => {
  for (const status of ["draft", "pending", "suspended", "published"]) {
    const { salonId } = await openListedSalon(owner, { name: `Verborgen ${status}` });
    await api.sql`update salons set status = ${status} where id = ${salonId}`;
  }
  await openListedSalon(owner, { name: "Verborgen sandbox", sandbox: true });
  for (const question of [{ query: "verborgen" }, { sort: "newest" }, { sort: "name" }] as const)
    expect((await namesOf(question)).filter((name) => name.startsWith("Verborgen"))).toEqual(
      (await namesOf(question)).includes("Verborgen published") ? ["Verborgen published"] : [],
    );
  const own = await owner.api.salons.search({ query: "verborgen" });
  expect(own.items.map(({ name }) => name)).toEqual(["Verborgen published"]);
});
