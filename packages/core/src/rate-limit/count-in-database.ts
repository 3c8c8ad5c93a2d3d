import { createHash } from "node:crypto";
import type { Db } from "@salon/db";
import { spentOf } from "./counters.ts";
import type { Budget, Counters } from "./counters.ts";
import { addSome, deleteCounter, subtractSome } from "./queries.ts";

/** Counters that all servers on one database share. */
export function countInDatabase(db: Db): Counters {
  return {
    async spend(budget, who, wanted = 1) {
      const { count, seconds } = await addSome(db, keyOf(budget, who), budget, wanted);
      return spentOf(budget, count, seconds);
    },
    takeBack: (budget, who, unwanted = 1) => subtractSome(db, keyOf(budget, who), budget, unwanted),
    forget: (budget, who) => deleteCounter(db, keyOf(budget, who)),
  };
}

/** Addresses of people are not to be read in the table. */
function keyOf({ name }: Budget, who: string): Buffer {
  return createHash("sha256").update(`${name} ${who}`).digest();
}
