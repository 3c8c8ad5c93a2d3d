import type { CreateWebhook, NewWebhook } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { expectAddress, expectFew, openToSetWebhooks } from "./index.ts";
import { presentWebhook } from "./present.ts";
import { insertWebhook } from "./queries.ts";
import { newSecret } from "./secrets.ts";
import { webhookEvent } from "./webhook-event.ts";

/** An address that is told what happens from now on; its secret is told once. Throws `invalid_input`, `limit_reached`. */
export async function createWebhook(ctx: Ctx, input: CreateWebhook): Promise<NewWebhook> {
  const { salonId, url, description = null, eventTypes = null } = input;
  await expectAddress(ctx, salonId, url);
  return ctx.transact(async (tx) => {
    const { salon, now } = await openToSetWebhooks(ctx, tx, salonId);
    const [id, secret] = [newId(), newSecret()];
    const row = await insertWebhook(tx, {
      businessId: salon.businessId,
      id,
      salonId: salon.id,
      url,
      description,
      eventTypes,
      secret: ctx.sealer.seal(secret, id),
    });
    await expectFew(tx, salon);
    await emit(ctx, tx, webhookEvent("webhook.created", now, { before: null, after: row }));
    return { ...presentWebhook(row), secret };
  });
}
