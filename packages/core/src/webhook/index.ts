import type { Db, Tx } from "@salon/db";
import { expectNoImpersonation, expectVerified } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion, invalidInput, notFound } from "../errors.ts";
import { openSalon, openSalonToChange } from "../salon/index.ts";
import type { FoundSalon, SalonRow } from "../salon/index.ts";
import { mayKeepWebhooks } from "./policy.ts";
import type { AddressRefusal } from "./ports.ts";
import { countWebhooks, findWebhook, lockWebhook } from "./queries.ts";
import type { WebhookRow } from "./queries.ts";

const MOST = 10;

/** The salon, for an owner: what goes out is what only the salon's people may see. */
export async function openToKeepWebhooks(ctx: Ctx, tx: Tx, salonId: string): Promise<FoundSalon> {
  return openSalonToChange(ctx, tx, salonId, mayKeepWebhooks);
}

/** The same, for one who acts in their own name: whoever says where it goes, or is told a secret. */
export async function openToSetWebhooks(ctx: Ctx, tx: Tx, salonId: string): Promise<FoundSalon> {
  const found = await openToKeepWebhooks(ctx, tx, salonId);
  expectOwnName(ctx);
  return found;
}

/** An address of this salon. Throws `not_found`. */
export async function openWebhook(db: Db, salon: SalonRow, webhookId: string): Promise<WebhookRow> {
  const found = await findWebhook(db, salon, webhookId);
  if (!found) throw notFound("webhook");
  return found;
}

type Wanted = { readonly webhookId: string; readonly ifVersion?: number | undefined };

/** The same, holding its row, at the version that the caller has seen. Throws `version_mismatch` too. */
export async function openWebhookToChange(
  tx: Tx,
  salon: SalonRow,
  { webhookId, ifVersion }: Wanted,
): Promise<WebhookRow> {
  await openWebhook(tx, salon, webhookId);
  const locked = await lockWebhook(tx, { businessId: salon.businessId, id: webhookId });
  if (!locked) throw notFound("webhook");
  expectVersion(locked.version, ifVersion);
  return locked;
}

/** Throws `limit_reached`. */
export async function expectFew(tx: Tx, salon: SalonRow): Promise<void> {
  if ((await countWebhooks(tx, salon)) <= MOST) return;
  throw new DomainError("limit_reached", `A salon has at most ${MOST} webhooks: delete one first.`);
}

/** Before the transaction, which would wait for name servers. Throws what opening throws, and `invalid_input`. */
export async function expectAddress(ctx: Ctx, salonId: string, url: string): Promise<void> {
  await openSalon(ctx, ctx.db, salonId, mayKeepWebhooks);
  expectOwnName(ctx);
  const refusal = await ctx.webhooks.judge(url);
  if (refusal) throw invalidInput("/url", refusal, REFUSALS[refusal]);
}

const REFUSALS: Readonly<Record<AddressRefusal, string>> = {
  not_https: "Only https addresses are told.",
  credentials: "An address names no user and no password: messages are signed.",
  address_not_allowed: "This is no address of the public internet.",
  unresolvable: "There is no address under this name.",
};

function expectOwnName({ actor }: Ctx): void {
  expectNoImpersonation(actor);
  expectVerified(actor);
}
