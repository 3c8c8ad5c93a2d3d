import type { NewApiKey, RotateApiKey } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { openSalonToChange } from "../salon/index.ts";
import { expectFew, expectLive, openKey } from "./index.ts";
import { keyEvent } from "./key-event.ts";
import { expectOwnName, mayKeepKeys } from "./policy.ts";
import { presentApiKey } from "./present.ts";
import { expireIn, insertKey, isReplaced, revokeKey } from "./queries.ts";
import { newSecret } from "./secret.ts";

/**
 * A new key in the place of another, with its name, scopes and end; for a while both work. Throws `invalid_transition`
 * for a key that has ended or was rotated before, `limit_reached`.
 */
export async function rotateApiKey(ctx: Ctx, input: RotateApiKey): Promise<NewApiKey> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, input.salonId, mayKeepKeys);
    expectOwnName(ctx.actor);
    const { salon } = found;
    const old = await openKey(tx, salon, input.keyId);
    expectVersion(old.version, input.ifVersion);
    await expectLive(tx, old);
    if (await isReplaced(tx, old))
      throw new DomainError("invalid_transition", "Another key has come in its place: rotate that one.");
    const { key, prefix, hash } = newSecret(salon.sandbox);
    const { businessId, salonId, name, scopes, expiresAt } = old;
    const row = await insertKey(tx, {
      id: newId(),
      replaces: old.id,
      createdBy: signedIn(ctx.actor),
      businessId,
      salonId,
      name,
      prefix,
      hash,
      scopes,
      expiresAt,
    });
    const { overlapMinutes } = input;
    const ended = await (overlapMinutes === 0 ? revokeKey(tx, old) : expireIn(tx, old, overlapMinutes));
    await expectFew(tx, salon);
    await emit(
      ctx,
      tx,
      keyEvent("api_key.created", found, row),
      keyEvent("api_key.rotated", found, ended, old),
    );
    return { ...presentApiKey(row), key };
  });
}
