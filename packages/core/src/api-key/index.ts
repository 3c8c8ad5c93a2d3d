import { SCOPES } from "@salon/contracts";
import type { Db, Tx } from "@salon/db";
import type { ApiKeyHolder, Deps } from "../context.ts";
import { DomainError, invalidInput, notFound } from "../errors.ts";
import { readClock } from "../salon/index.ts";
import type { SalonRow } from "../salon/index.ts";
import { countLive, findKeysById, isLiveNow, prepareFindLiveKey, recordUse } from "./queries.ts";
import type { ApiKeyRow } from "./queries.ts";
import { hashOf } from "./secret.ts";

export { presentApiKey } from "./present.ts";
export { findKeysById } from "./queries.ts";

const MOST_LIVE = 50;

/**
 * Finds for whom a key acts; `undefined` for one that is unknown, expired or revoked. The hour of its last use is noted
 * in a transaction of its own: what goes wrong there is told, and the request goes on.
 */
export function apiKeyFinder(
  { db, begin }: Pick<Deps, "db" | "begin">,
  onUnrecorded: (error: unknown) => void,
): (key: string) => Promise<ApiKeyHolder | undefined> {
  const find = prepareFindLiveKey(db);
  return async (key) => {
    const hash = hashOf(key);
    const [found] = hash ? await find.execute({ hash }) : [];
    if (!found) return undefined;
    if (!found.isUseRecorded) await begin((tx) => recordUse(tx, found)).catch(onUnrecorded);
    const scopes = SCOPES.filter((scope) => found.scopes.includes(scope));
    return { kind: "apiKey", keyId: found.id, salonId: found.salonId, scopes };
  };
}

/** A key of this salon. Throws `not_found`. */
export async function openKey(db: Db, salon: SalonRow, keyId: string): Promise<ApiKeyRow> {
  const [found] = await findKeysById(db, salon, [keyId]);
  if (!found) throw notFound("API key");
  return found;
}

/** Throws `invalid_transition` for a key that has been revoked or has expired. */
export async function expectLive(tx: Tx, key: ApiKeyRow): Promise<void> {
  if (await isLiveNow(tx, key)) return;
  throw new DomainError("invalid_transition", "This key has ended.");
}

/** Throws `limit_reached` where a salon has more keys that work than it may. */
export async function expectFew(tx: Tx, salon: SalonRow): Promise<void> {
  if ((await countLive(tx, salon)) <= MOST_LIVE) return;
  throw new DomainError(
    "limit_reached",
    `A salon has at most ${MOST_LIVE} API keys that work: revoke one first.`,
  );
}

/** Throws `invalid_input` for an end that has passed. */
export async function expectAhead(tx: Tx, expiresAt: Date | null | undefined): Promise<void> {
  if (!expiresAt || expiresAt > (await readClock(tx))) return;
  throw invalidInput("/expiresAt", "in_the_past", "The key would never work.");
}
