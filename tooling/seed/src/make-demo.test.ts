import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@salon/db";
import { createTestDatabase } from "@salon/db/testing";
import { AUTH_PATH, openRuntime, readConfig } from "@salon/runtime";
import { afterAll, expect, test } from "vitest";
import { apiAs } from "./accounts.ts";
import type { Api } from "./accounts.ts";
import { dateIn } from "./furnish.ts";
import { PASSWORD, PEOPLE } from "./people.ts";
import { SALONS } from "./salons/index.ts";
import { salonLinden } from "./salons/salon-linden.ts";

const MAIN = join(import.meta.dirname, "main.ts");
const dataDir = await mkdtemp(join(tmpdir(), "salon-seed-test-"));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

test(
  "the demo is made once, is found by the public, and its people can sign in",
  { timeout: 120_000 },
  async () => {
    await using database = await createTestDatabase();
    const first = await seed(database.url);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain(PASSWORD);
    const made = await countsOf(database.url);
    expect(await seed(database.url, "--if-empty")).toEqual({ code: 0, stdout: first.stdout, stderr: "" });
    expect(await seed(database.url)).toMatchObject({ code: 1, stdout: "" });
    expect(await countsOf(database.url)).toEqual(made);
    expect(made).toMatchObject({ overlaps: 0, salons: SALONS.length, accounts: Object.keys(PEOPLE).length });

    await using open = await openApi(database.url);
    const { items: salons } = await open.as().salons.search({});
    expect(salons.map(({ slug }) => slug).toSorted()).toEqual(
      SALONS.map(({ profile }) => profile.slug).toSorted(),
    );
    for (const described of SALONS) {
      const salon = salons.find(({ slug }) => slug === described.profile.slug);
      expect(salon).toMatchObject({ status: "published", timeZone: described.profile.timeZone });
      const salonId = salon?.id ?? "";
      for (const variantId of await variantsOf(open.as(), salonId)) {
        const range = { from: dateIn(described, 0), to: dateIn(described, 14) };
        const { slots } = await open.as().availability.find({ salonId, variantId, ...range });
        expect(slots.length).toBeGreaterThan(0);
      }
      expect(await statusesOf(open.as(described.owner), salonId)).toEqual(
        expect.arrayContaining(["cancelled_by_salon", "completed", "confirmed", "held", "no_show"]),
      );
    }
    const photos = await Promise.all(salons.map(({ id }) => expectShownAndReviewed(open.as(), id)));
    expect((await readdir(join(dataDir, "files"))).toSorted()).toEqual(photos.flat().toSorted());
    const { items: waiting } = await open.as("olga").waitlist.list({ salonId: lindenOf(salons) });
    expect(waiting).toMatchObject([{ status: "waiting", client: { name: PEOPLE.ben.name } }]);
    expect((await open.as("alice").favorites.list({})).items).toHaveLength(SALONS.length);
    for (const { email } of Object.values(PEOPLE)) expect(await open.signIn(email)).toBe(200);
    const { items: alices } = await open.as("alice").bookings.mine({ limit: 100 });
    expect(new Set(alices.map(({ salonId }) => salonId)).size).toBe(SALONS.length);
    expect(alices.some(({ status }) => status === "pending")).toBe(true);
  },
);

/** A newcomer's first look is not at empty lists. Answers the salon's photos. */
async function expectShownAndReviewed(api: Api, salonId: string): Promise<string[]> {
  const { items: reviews } = await api.reviews.list({ salonId });
  expect(reviews.length).toBeGreaterThan(0);
  expect(reviews.some(({ reply }) => reply !== null)).toBe(true);
  const { photos } = await api.salons.get({ salonId });
  expect(photos).toHaveLength(2);
  const { items: staff } = await api.staff.list({ salonId });
  expect(staff.every(({ photo }) => photo !== null)).toBe(true);
  return [...photos, ...staff.flatMap(({ photo }) => photo ?? [])].map(({ id }) => id);
}

function lindenOf(salons: readonly { slug: string; id: string }[]): string {
  return salons.find(({ slug }) => slug === salonLinden.profile.slug)?.id ?? "";
}

test("a database with somebody else's salon is left alone, and production refuses the demo", async () => {
  await using database = await createTestDatabase();
  await using open = await openApi(database.url);
  const userId = crypto.randomUUID();
  await open.sql`insert into users (id, name, email) values (${userId}, 'Olga', 'olga@elsewhere.example')`;
  const olga = apiAs(open.runtime, { kind: "user", userId, emailVerified: true });
  await olga.salons.create({ ...salonLinden.profile, slug: "another" });
  expect(await seed(database.url, "--if-empty")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await seed(database.url)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("other salons") as string,
  });
  const production = await run(database.url, [], { NODE_ENV: "production" });
  expect(production).toMatchObject({ code: 1, stderr: expect.stringContaining("production") as string });
});

async function seed(url: string, ...options: string[]): Promise<Ended> {
  return run(url, options, { NODE_ENV: "test" });
}

async function run(url: string, options: string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    const environment = { ...process.env, ...env, DATABASE_URL: url, DATA_DIR: dataDir };
    execFile(process.execPath, [MAIN, ...options], { env: environment }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** What is there, and pairs of allocations of one calendar at one time. */
async function countsOf(url: string) {
  await using database = openDatabase(url, { poolSize: 1, applicationName: "salon test" });
  const [counts] = await database.sql`
    select (select count(*)::int from salons) as salons, (select count(*)::int from users) as accounts,
      (select count(*)::int from bookings) as bookings, (select count(*)::int from events) as events,
      (select count(*)::int from allocations a join allocations b on a.business_id = b.business_id
        and a.calendar_id = b.calendar_id and a.id < b.id and a.during && b.during) as overlaps`;
  return counts;
}

async function openApi(url: string) {
  const config = readConfig({ NODE_ENV: "test", DATABASE_URL: url, DATA_DIR: dataDir });
  const runtime = await openRuntime(config, "server");
  const database = openDatabase(url, { poolSize: 1, applicationName: "salon test" });
  const users = await database.sql<{ id: string; email: string }[]>`select id, email from users`;
  return {
    runtime,
    sql: database.sql,
    as(person?: keyof typeof PEOPLE): Api {
      if (!person) return apiAs(runtime, { kind: "anonymous" });
      const userId = users.find(({ email }) => email === PEOPLE[person].email)?.id ?? "";
      return apiAs(runtime, { kind: "user", userId, emailVerified: true });
    },
    async signIn(email: string): Promise<number> {
      const request = new Request(`${config.publicUrl}${AUTH_PATH}/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      return (await runtime.auth.ask(request, "test")).status;
    },
    async [Symbol.asyncDispose]() {
      await database.close();
      await runtime[Symbol.asyncDispose]();
    },
  };
}

async function variantsOf(api: Api, salonId: string): Promise<string[]> {
  const { items } = await api.services.list({ salonId, limit: 100 });
  return items.flatMap(({ variants }) => variants.map(({ id }) => id));
}

async function statusesOf(api: Api, salonId: string): Promise<string[]> {
  const { items } = await api.bookings.list({ salonId, limit: 100 });
  return [...new Set(items.map(({ status }) => status))];
}
