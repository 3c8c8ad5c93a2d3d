import type { ApiKey, ApiKeyRef } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { openSalon } from "../salon/index.ts";
import { openKey } from "./index.ts";
import { mayKeepKeys } from "./policy.ts";
import { presentApiKey } from "./present.ts";

export async function getApiKey(ctx: Ctx, { salonId, keyId }: ApiKeyRef): Promise<ApiKey> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, mayKeepKeys);
  return presentApiKey(await openKey(ctx.db, salon, keyId));
}
