import type { CreateApiKey, NewApiKey } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { openSalonToChange } from "../salon/index.ts";
import { expectAhead, expectFew } from "./index.ts";
import { keyEvent } from "./key-event.ts";
import { expectOwnName, mayKeepKeys } from "./policy.ts";
import { presentApiKey } from "./present.ts";
import { insertKey } from "./queries.ts";
import { newSecret } from "./secret.ts";

/** A key that lets another program act for the salon; told once. Throws `email_not_verified`, `limit_reached`. */
export async function createApiKey(ctx: Ctx, input: CreateApiKey): Promise<NewApiKey> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, input.salonId, mayKeepKeys);
    expectOwnName(ctx.actor);
    const { salon } = found;
    const { name, scopes, expiresAt = null } = input;
    await expectAhead(tx, expiresAt);
    const { key, prefix, hash } = newSecret(salon.sandbox);
    const row = await insertKey(tx, {
      businessId: salon.businessId,
      id: newId(),
      salonId: salon.id,
      createdBy: signedIn(ctx.actor),
      name,
      prefix,
      hash,
      scopes,
      expiresAt,
    });
    await expectFew(tx, salon);
    await emit(ctx, tx, keyEvent("api_key.created", found, row));
    return { ...presentApiKey(row), key };
  });
}
