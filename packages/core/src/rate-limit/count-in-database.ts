import { createHash } from "node:crypto";
import type { Db } from "@salon/db";
import { spentOf } from "./counters.ts";
import type { Budget, Counters } from "./counters.ts";
import { addSome, deleteCounter, subtractOne } from "./queries.ts";

/** Counters that all servers on one database share. */
export function countInDatabase(db: Db): Counters {
  return {
    async spend(budget, who, wanted = 1) {
      const { count, seconds } = await addSome(db, keyOf(budget, who), budget, wanted);
      return spentOf(budget, count, seconds);
    },
    takeBack: (budget, who) => subtractOne(db, keyOf(budget, who), budget),
    forget: (budget, who) => deleteCounter(db, keyOf(budget, who)),
  };
}

/** Addresses of people are not to be read in the table. */
function keyOf({ name }: Budget, who: string): Buffer {
  return createHash("sha256").update(`${name} ${who}`).digest();
}
