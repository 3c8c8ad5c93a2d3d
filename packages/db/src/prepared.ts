import type { Db } from "./client.ts";

type Preparable<Prepared> = { prepare(name: string): Prepared };

/**
 * A query whose SQL is written once for a database, with `sql.placeholder` for what differs: for reads on the way of most
 * requests. Within a transaction it is written anew.
 */
export function prepared<Prepared>(write: (db: Db) => Preparable<Prepared>): (db: Db) => Prepared {
  const written = new WeakMap<Db, Prepared>();
  return (db) => {
    const query = written.get(db) ?? write(db).prepare("");
    written.set(db, query);
    return query;
  };
}
