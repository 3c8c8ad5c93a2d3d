import type { VersionedApiKeyRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { openKey } from "./index.ts";
import { keyEvent } from "./key-event.ts";
import { mayKeepKeys } from "./policy.ts";
import { revokeKey } from "./queries.ts";

/** Ends a key from the next request on; once ended, it stays so. */
export async function revokeApiKey(ctx: Ctx, input: VersionedApiKeyRef): Promise<void> {
  await ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, input.salonId, mayKeepKeys);
    const current = await openKey(tx, found.salon, input.keyId);
    if (current.revokedAt) return;
    expectVersion(current.version, input.ifVersion);
    const revoked = await revokeKey(tx, current);
    await emit(ctx, tx, keyEvent("api_key.revoked", found, revoked, current));
  });
}
