import { openDatabase } from "@salon/db";
import type { Database } from "@salon/db";
import { openTestServer } from "../../testing.ts";
import type { TestServer } from "../../testing.ts";
import { furnish, settle } from "./furnish.ts";
import type { Belongings, Salon } from "./furnish.ts";
import { appoint, enter, join, openSession } from "./people.ts";
import { cutKeys } from "./keys.ts";
import type { Keys } from "./keys.ts";
import { CALLS, TABLE } from "./table.ts";
import type { Person } from "./people.ts";

/** Whose the things in a request are: of the stylist and the customer who ask, of others in their salon, of a stranger's. */
export const WHOSE = ["own", "others'", "elsewhere"] as const;
export type Whose = (typeof WHOSE)[number];

/** The ids that a request can name. */
export type Place = Salon &
  Belongings & {
    readonly managerId: string;
    readonly ownerId: string;
    readonly newcomerId: string;
    readonly newcomerEmail: string;
  };

export type Furnished = AsyncDisposable & {
  readonly server: TestServer;
  readonly places: Readonly<Record<Whose, Place>>;
  readonly people: People;
  readonly keys: Keys;
  readonly sessions: {
    readonly ofBanned: string;
    readonly over: string;
    readonly asManager: string;
    readonly asOwner: string;
  };
};

/** Olga's salon and its branch, Eve's salon, and everybody who comes near them. */
export async function openWorld(): Promise<Furnished> {
  await using opening = new AsyncDisposableStack();
  const server = opening.use(await openTestServer());
  const options = { poolSize: 2, applicationName: "salon test" };
  const { sql } = opening.use(openDatabase(server.databaseUrl, options));
  const world = { server, sql };
  const people = await enterAll(sql);
  const { Olga, Eve, Alice, Gwen, Bea, Cleo, Finn, Mona, Ada, Boris } = people;

  const olgas = await furnish(world, Olga, "Salon Mitte");
  const eves = await furnish(world, Eve, "Salon Nord");
  await employ(sql, olgas, people);
  const own = await settle(world, olgas, { owner: Olga, stylist: Bea, customer: Alice });
  const others = await settle(world, olgas, { owner: Olga, stylist: Cleo, customer: Gwen });
  const theirs = await settle(world, eves, { owner: Eve, stylist: Finn, customer: Gwen });
  const newcomer = { newcomerId: people.Newt.userId, newcomerEmail: people.Newt.email };
  const here = { ...olgas, ...(await leadersOf(sql, olgas, people.Marc, people.Otto)), ...newcomer };
  const there = { ...eves, ...(await leadersOf(sql, eves, people.Frida, people.Fritz)), ...newcomer };

  const scopes = CALLS.map((call) => TABLE[call].scopes);
  const keys = await cutKeys(world, { ...olgas, owner: Olga }, { ...eves, owner: Eve }, scopes);
  const sessions = {
    ofBanned: Boris.token,
    over: await openSession(sql, Mona.userId, { isOver: true }),
    asManager: await openSession(sql, Mona.userId, { impersonatorId: Ada.userId }),
    asOwner: await openSession(sql, Olga.userId, { impersonatorId: Ada.userId }),
  };
  const opened = opening.move();
  return {
    server,
    people,
    keys,
    sessions,
    places: {
      own: { ...here, ...own },
      "others'": { ...here, ...others },
      elsewhere: { ...there, ...theirs },
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

type People = Readonly<Record<(typeof NAMES)[number], Person>>;

// Uma has not proven her address; Nina manages the branch; Boris is banned; Sam, Max and Ada are admins.
const NAMES = [
  ...(["Alice", "Gwen", "Newt"] as const),
  ...(["Bea", "Cleo", "Rita", "Mona", "Marc", "Nina", "Boris", "Olga", "Otto", "Uma"] as const),
  ...(["Eve", "Finn", "Frida", "Fritz"] as const),
  ...(["Sam", "Max", "Ada"] as const),
] as const;

async function enterAll(sql: Database["sql"]): Promise<People> {
  const entered = NAMES.map(async (name) => [name, await enter(sql, name, name !== "Uma")] as const);
  const people = Object.fromEntries(await Promise.all(entered)) as People;
  await appoint(sql, people.Sam, "support");
  await appoint(sql, people.Max, "moderator");
  await appoint(sql, people.Ada, "superadmin");
  await sql`update users set banned_at = now() where id = ${people.Boris.userId}`;
  return people;
}

async function employ(sql: Database["sql"], { salonId, branchId }: Salon, people: People): Promise<void> {
  await join(sql, salonId, people.Rita, "receptionist");
  await join(sql, salonId, people.Mona, "manager");
  await join(sql, branchId, people.Mona, "manager");
  await join(sql, salonId, people.Boris, "manager");
  await join(sql, salonId, people.Uma, "owner");
  await join(sql, branchId, people.Nina, "manager");
}

/** A manager and an owner whom others could do something to. */
async function leadersOf(sql: Database["sql"], { salonId }: Salon, manager: Person, owner: Person) {
  const managerId = await join(sql, salonId, manager, "manager");
  return { managerId, ownerId: await join(sql, salonId, owner, "owner") };
}
