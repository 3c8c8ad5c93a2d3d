import { drizzle } from "drizzle-orm/postgres-js";
import type { PostgresJsDatabase, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { Logger } from "drizzle-orm/logger";
import type { EmptyRelations } from "drizzle-orm/relations";
import postgres from "postgres";
import type { Sql, TransactionSql } from "postgres";

declare const inTransaction: unique symbol;

type Transaction = PostgresJsTransaction<EmptyRelations>;
type Reads = "$count" | "$with" | "execute" | "select" | "selectDistinct" | "selectDistinctOn";
type ReadsWith = Pick<
  ReturnType<PostgresJsDatabase["with"]>,
  "select" | "selectDistinct" | "selectDistinctOn"
>;

/** Reads. A `Tx` is one too; a `Db` is never a `Tx`. */
export type Db = Pick<PostgresJsDatabase, Reads> & {
  with(...queries: Parameters<PostgresJsDatabase["with"]>): ReadsWith;
};

/** Reads and writes that commit together; only `transaction` makes one. */
export type Tx = Omit<Transaction, "transaction"> & { readonly [inTransaction]: true };

export type IsolationLevel = "read committed" | "repeatable read" | "serializable";

export type DatabaseOptions = {
  readonly poolSize: number;
  readonly applicationName: string;
  /** False behind a transaction pooler, which must ignore our start-up parameters: give the timeouts to the role. */
  readonly prepare?: boolean;
  readonly statementTimeoutMs?: number;
  /** Told of each statement that Drizzle sends. */
  readonly onStatement?: (text: string, parameters: unknown[]) => void;
};

export type Database = AsyncDisposable & {
  readonly db: Db;
  /** A client of its own for LISTEN and raw SQL: Drizzle changes the parsers of the client it is given. */
  readonly sql: Sql;
  close(): Promise<void>;
};

/** Opens a pool; connects with the first query. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const pool = connect(url, options);
  const raw = connect(url, { ...options, poolSize: 2, applicationName: `${options.applicationName} raw` });
  const close = async () => {
    await Promise.all([pool.end({ timeout: 5 }), raw.end({ timeout: 5 })]);
  };
  return {
    db: drizzle({ client: preparing(pool), ...recorded(options) }),
    sql: raw,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function recorded({ onStatement }: DatabaseOptions): { logger?: Logger } {
  return onStatement ? { logger: { logQuery: onStatement } } : {};
}

/** Runs `work` in one transaction: commits what it returns from, rolls back what it throws from. */
export function transaction<T>(
  db: Db & { readonly [inTransaction]?: never },
  work: (tx: Tx) => Promise<T>,
  isolationLevel?: IsolationLevel,
): Promise<T> {
  return whole(db).transaction((tx) => work(branded(tx)), isolationLevel && { isolationLevel });
}

/** One postgres.js client with the timeouts that every connection carries. */
export function connect(url: string, options: DatabaseOptions): Sql {
  return postgres(url, {
    max: options.poolSize,
    prepare: options.prepare ?? true,
    connect_timeout: 5,
    keep_alive: 30,
    backoff: (attempt) => Math.min(0.05 * 2 ** attempt, 1),
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMs ?? 15_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 10_000,
      tcp_keepalives_idle: 30,
      TimeZone: "UTC",
    },
  });
}

/**
 * Drizzle tells postgres.js not to prepare: every statement is then parsed twice and planned anew. Here each is prepared
 * once a connection, by its text, unless the options say otherwise.
 */
function preparing<Client extends Sql | TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, property) {
      if (property === "unsafe")
        return (text: string, parameters?: never[]) => target.unsafe(text, parameters, { prepare: true });
      if (property === "begin" || property === "savepoint") return beginning(target, property);
      return Reflect.get(target, property) as unknown;
    },
  });
}

/** The client of a transaction prepares too. */
function beginning(client: Sql | TransactionSql, property: "begin" | "savepoint") {
  const begin = Reflect.get(client, property) as (work: (tx: TransactionSql) => unknown) => unknown;
  return (work: (tx: TransactionSql) => unknown) => begin.call(client, (tx) => work(preparing(tx)));
}

/** `Db` hides the writing half of the object that `openDatabase` made; here it is needed. */
function whole(db: Db): PostgresJsDatabase {
  return db as PostgresJsDatabase;
}

/** The brand exists in types only. */
function branded(tx: Transaction): Tx {
  return tx as unknown as Tx;
}
