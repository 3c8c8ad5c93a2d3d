import type { Tx } from "@salon/db";
import { expectNoImpersonation, signedIn } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import { endBookingsOf, tellOfBookings } from "../booking/index.ts";
import { clientErased } from "../client/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { emit } from "../event/index.ts";
import { leaveEverywhere } from "../member/leaving/index.ts";
import { timeIn } from "../salon/index.ts";
import { eraseRecordsOf } from "./person/queries.ts";
import { findRecordsOf, lockPerson } from "./queries.ts";

const FRESH_MS = 10 * 60_000;

/**
 * Forgets the caller: visits to come are cancelled, memberships and sessions end, and whatever tells of them is emptied.
 * Sums and the trail of changes stay. Throws `fresh_session_required`, `last_owner`.
 */
export async function eraseMe(ctx: Ctx): Promise<void> {
  const userId = signedIn(ctx.actor);
  expectNoImpersonation(ctx.actor);
  await ctx.transact(async (tx) => {
    await expectFreshSession(ctx, tx);
    const person = await lockPerson(tx, userId);
    if (!person) throw new DomainError("unauthenticated", "This account is gone.");
    await leaveEverywhere(ctx, tx, userId);
    await endBookingsOf(ctx, tx, userId);
    await tellOfRecords(ctx, tx, userId);
    const emptied = await eraseRecordsOf(tx, userId);
    await tellOfBookings(ctx, tx, emptied, { type: "booking.updated", former: {} });
    const subject = { type: "user", id: userId } as const;
    await audit(ctx, tx, { action: "user.erased", salon: null, subject, before: person, after: null });
  });
}

/** There is no way back, and not every account has a password to ask for. */
async function expectFreshSession({ actor }: Ctx, tx: Tx): Promise<void> {
  const signedInAt = actor.kind === "user" ? actor.signedInAt : undefined;
  const now = await timeIn({ testNow: null }, tx);
  if (!signedInAt || now.getTime() - signedInAt.getTime() > FRESH_MS)
    throw new DomainError("fresh_session_required", "Sign in again; then you have ten minutes for this.");
}

async function tellOfRecords(ctx: Ctx, tx: Tx, userId: string): Promise<void> {
  const records = await findRecordsOf(tx, userId);
  const clock = await timeIn({ testNow: null }, tx);
  const told = records.map(({ client, salon }) =>
    clientErased({ salon, now: salon.testNow ?? clock }, client),
  );
  await emit(ctx, tx, ...told);
}
