import type { ApiKey, UpdateApiKey } from "@salon/contracts";
import { given } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { expectAhead, expectLive, openKey } from "./index.ts";
import { keyEvent } from "./key-event.ts";
import { expectOwnName, mayKeepKeys } from "./policy.ts";
import { presentApiKey } from "./present.ts";
import { saveKey } from "./queries.ts";

/** Changes what a key is called, what it may and until when; the next request feels it. Throws `invalid_transition`. */
export async function updateApiKey(ctx: Ctx, input: UpdateApiKey): Promise<ApiKey> {
  const { salonId, keyId, ifVersion, ...changes } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayKeepKeys);
    expectOwnName(ctx.actor);
    const current = await openKey(tx, found.salon, keyId);
    expectVersion(current.version, ifVersion);
    await expectLive(tx, current);
    await expectAhead(tx, changes.expiresAt);
    const saved = await saveKey(tx, current, given(changes));
    await emit(ctx, tx, keyEvent("api_key.updated", found, saved, current));
    return presentApiKey(saved);
  });
}
