import { setTimeout as sleep } from "node:timers/promises";
import { sqlStateOf, transaction } from "@salon/db";
import type { Db, Tx } from "@salon/db";

/** Deadlock, serialization failure, lock not available: the transaction is gone, its work may be done again. */
const RETRIED = new Set(["40P01", "40001", "55P03"]);
const TRIES = 4;

/** One transaction, begun again after one of these, with a growing, jittered pause; so often and no more. */
export function beginOn(db: Db): <T>(work: (tx: Tx) => Promise<T>) => Promise<T> {
  return async (work) => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await transaction(db, work);
      } catch (error) {
        if (tried === TRIES || !RETRIED.has(sqlStateOf(error) ?? "")) throw error;
        await sleep(Math.random() * 20 * 2 ** tried);
      }
    }
  };
}

/** What was read before a lock is not so any more: tried again, as PostgreSQL's own serialization failure is. */
export class ReadTooEarly extends Error {
  readonly code = "40001";
}
