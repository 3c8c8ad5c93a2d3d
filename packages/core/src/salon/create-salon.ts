import { DEFAULT_POLICY } from "@salon/contracts";
import type { CreateSalon, OwnSalon } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { invalidInput } from "../errors.ts";
import { emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { expectKnownCategories } from "./expect-known-categories.ts";
import { openSalon } from "./index.ts";
import { mayReadOwnSalon } from "./policy.ts";
import { presentOwnSalon } from "./present.ts";
import {
  findOwnedBusiness,
  findSlugsLike,
  insertBusiness,
  insertPolicy,
  insertSalon,
  setCategories,
} from "./queries.ts";
import { columnsOf, freeSlug, slugify } from "./rules.ts";

/** A new salon, in a business of its own or in one that the caller owns. Throws `slug_taken`. */
export async function createSalon(ctx: Ctx, input: CreateSalon): Promise<OwnSalon> {
  const ownerId = signedIn(ctx.actor);
  return ctx.transact(async (tx) => {
    await expectKnownCategories(tx, input.categories);
    const businessId = await businessFor(tx, ownerId, input);
    const id = newId();
    const base = slugify(input.name);
    const slug = input.slug ?? freeSlug(base, await findSlugsLike(tx, base));
    await insertSalon(tx, {
      ...required(input),
      ...columnsOf(input),
      locale: input.locale ?? "en",
      businessId,
      id,
      slug,
      sandbox: input.sandbox,
    });
    await setCategories(tx, { businessId, id }, input.categories ?? []);
    await insertPolicy(tx, { businessId, id }, { ...DEFAULT_POLICY, version: 1 });
    const found = await openSalon(ctx, tx, id, mayReadOwnSalon);
    const created = presentOwnSalon(found);
    await emit(ctx, tx, {
      type: "salon.created",
      salon: found.salon,
      subjectId: id,
      occurredAt: found.now,
      data: { id, slug, name: input.name, timeZone: input.timeZone, currency: input.currency },
      audit: { before: null, after: created },
    });
    return created;
  });
}

async function businessFor(tx: Tx, ownerId: string, { businessId, sandbox }: CreateSalon): Promise<number> {
  if (businessId === undefined) return insertBusiness(tx, ownerId, sandbox);
  const owned = await findOwnedBusiness(tx, businessId, ownerId);
  if (!owned) throw invalidInput("/businessId", "unknown_business", "You own no such business.");
  if (owned.sandbox || sandbox)
    throw invalidInput("/sandbox", "sandbox_is_alone", "A sandbox salon has a business of its own.");
  return owned.id;
}

function required({ name, timeZone, currency, address }: CreateSalon) {
  const { line1, city, postalCode, country } = address;
  return { name, timeZone, currency, addressLine1: line1, city, postalCode, country };
}
