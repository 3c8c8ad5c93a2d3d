import { sqlStateOf } from "@salon/db";
import type { Db, Tx } from "@salon/db";
import { idempotencyKeys, salonMembers } from "@salon/db/schema";
import { and, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { Actor } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { SealedKey } from "./seal.ts";

const LOCK_NOT_AVAILABLE = "55P03";

/** Takes the key, or returns what an earlier request left under it. Waits for one that is still running. */
export async function claimKey(
  tx: Tx,
  { scope, key, input }: SealedKey,
): Promise<{ input: Buffer; answer: Buffer } | undefined> {
  const claimed = await tx
    .insert(idempotencyKeys)
    .values({ scope, key, input })
    .onConflictDoNothing()
    .returning({ scope: idempotencyKeys.scope })
    .catch(refuseInFlight);
  if (claimed.length > 0) return undefined;
  const [earlier] = await tx
    .select({ input: idempotencyKeys.input, answer: idempotencyKeys.answer })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key)));
  if (!earlier?.answer) throw inFlight();
  return { input: Buffer.from(earlier.input), answer: Buffer.from(earlier.answer) };
}

export async function hasAnswer(db: Db, { scope, key }: SealedKey): Promise<boolean> {
  const { answer } = idempotencyKeys;
  const [answered] = await db
    .select({ scope: idempotencyKeys.scope })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key), isNotNull(answer)));
  return answered !== undefined;
}

export async function storeAnswer(tx: Tx, { scope, key }: SealedKey, answer: Buffer): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ answer })
    .where(and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key)));
}

/** What somebody may by now, beyond what everybody may. */
export async function findRights(tx: Tx, actor: Actor): Promise<readonly string[]> {
  if (actor.kind === "apiKey") return actor.scopes;
  if (actor.kind !== "user") return [];
  const { businessId, salonId, role, userId } = salonMembers;
  const memberships = await tx
    .select({ businessId, salonId, role })
    .from(salonMembers)
    .where(eq(userId, actor.userId));
  const rights = memberships.map((one) => `${one.role} of ${one.salonId ?? one.businessId}`);
  return actor.admin ? [...rights, actor.admin] : rights;
}

/** Forgets keys older than that; they count for a day at least. */
export async function forgetKeys(tx: Tx, kept: string): Promise<void> {
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - ${kept}::interval`));
}

function refuseInFlight(error: unknown): never {
  throw sqlStateOf(error) === LOCK_NOT_AVAILABLE ? inFlight() : error;
}

function inFlight(): DomainError {
  return new DomainError(
    "idempotency_in_flight",
    "The first request with this Idempotency-Key is still running.",
    { retryAfterSeconds: 1 },
  );
}
