import type { MyData } from "@salon/contracts";
import { expectNoImpersonation, signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { timeIn } from "../salon/index.ts";
import { readRecordsOf } from "./person/queries.ts";

/** Everything that is kept of the caller and is not a secret, whoever keeps it. */
export async function exportMe(ctx: Ctx): Promise<MyData> {
  const userId = signedIn(ctx.actor);
  expectNoImpersonation(ctx.actor);
  const { users: [person] = [], ...records } = await readRecordsOf(ctx.db, userId);
  if (!person) throw new DomainError("unauthenticated", "This account is gone.");
  return { exportedAt: await timeIn({ testNow: null }, ctx.db), person, records };
}
