import { beginOn } from "@salon/core";
import { openDatabase, transaction } from "@salon/db";
import type { Database, Db, Tx } from "@salon/db";
import type { FastifyInstance } from "fastify";
import { buildServer } from "../../build-server.ts";
import type { TestServer } from "../../testing.ts";

/** A server whose every write is taken back: whatever is tried on it meets the same world. */
export type Stage = AsyncDisposable & {
  readonly app: FastifyInstance;
  /** One scene at a time, in a transaction that is rolled back. */
  readonly play: <T>(scene: (props: Scene) => Promise<T>) => Promise<T>;
};

export type Scene = {
  /** Makes the world another one for this scene alone. */
  readonly prepare: (statement: string) => Promise<void>;
  /** Whether any row of any table is another than before, or than after what was prepared. */
  readonly hasChanged: () => Promise<boolean>;
};

export async function openStage(server: TestServer): Promise<Stage> {
  const database = openDatabase(server.databaseUrl, { poolSize: 1, applicationName: "salon test" });
  let current: Tx | undefined;
  const db = standIn(() => current);
  const runtime = { ...server.runtime, db, begin: beginOn(db), announce: () => undefined };
  const app = await buildServer(runtime, server.config);
  const fingerprint = fingerprintOf(await tablesOf(database));
  const [, [atFirst]] = await database.sql.begin(async (sql) => [
    await sql`select pg_current_xact_id()`,
    await sql.unsafe<{ digest: string | null }[]>(fingerprint),
  ]);
  return {
    app,
    play: (scene) =>
      rolledBack(database, async (tx) => {
        current = tx;
        let before = atFirst;
        return scene({
          prepare: async (statement) => {
            await tx.execute(statement);
            [before] = await tx.execute<{ digest: string | null }>(fingerprint);
          },
          hasChanged: async () => {
            const [after] = await tx.execute<{ digest: string | null }>(fingerprint);
            return after?.digest !== null && after?.digest !== before?.digest;
          },
        });
      }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await database.close();
    },
  };
}

/** The database as use cases know it, on the connection of the scene; what they begin is a savepoint there. */
function standIn(current: () => Tx | undefined): Db {
  return new Proxy({} as Db, {
    get(_, property) {
      const tx = current();
      if (!tx) throw new Error("There is no scene");
      const value: unknown = Reflect.get(tx, property);
      return typeof value === "function" ? (value.bind(tx) as unknown) : value;
    },
  });
}

async function rolledBack<T>({ db }: Database, scene: (tx: Tx) => Promise<T>): Promise<T> {
  let played: { readonly value: T } | undefined;
  const rollBack = new Error("The scene is over");
  const work = async (tx: Tx) => {
    played = { value: await scene(tx) };
    throw rollBack;
  };
  await transaction(db, work).catch((error: unknown) => {
    if (error !== rollBack) throw error;
  });
  if (!played) throw new Error("A transaction that was not rolled back");
  return played.value;
}

/** All of ours, and the queue of jobs. */
async function tablesOf({ sql }: Database): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'public' or (schemaname, tablename) = ('pgboss', 'job') order by 1`;
  return tables.map(({ name }) => name);
}

/**
 * What is written is younger than all that was there, and what is deleted is missing. Null while the transaction has no
 * id: then it has not written anything, nor locked a row.
 */
function fingerprintOf(tables: readonly string[]): string {
  const facts = tables.map(
    (table) => `(select concat(count(*), ' ', max(xmin::text::bigint)) from ${table})`,
  );
  return `select case when pg_current_xact_id_if_assigned() is not null then concat_ws(', ', ${facts.join(", ")}) end as digest`;
}
