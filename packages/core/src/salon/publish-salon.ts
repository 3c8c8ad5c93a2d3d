import type { OwnSalon, VersionedSalonRef } from "@salon/contracts";
import { expectVerified } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalon, openSalonToChange } from "./index.ts";
import { mayPublishSalon } from "./policy.ts";
import { presentOwnSalon } from "./present.ts";
import { findMissing, saveSalon } from "./queries.ts";

/**
 * Opens a salon to the public, or hands it in for approval. Throws `salon_incomplete`, `email_not_verified`, and
 * `invalid_transition` for a suspended one.
 */
export async function publishSalon(ctx: Ctx, { salonId, ifVersion }: VersionedSalonRef): Promise<OwnSalon> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayPublishSalon);
    const { salon, now } = found;
    expectVerified(ctx.actor);
    expectVersion(salon.version, ifVersion);
    if (salon.status === "published" || salon.status === "pending") return presentOwnSalon(found);
    if (salon.status !== "draft")
      throw new DomainError("invalid_transition", `A ${salon.status} salon cannot be published.`);
    const missing = await findMissing(tx, salon);
    if (missing.length > 0)
      throw new DomainError("salon_incomplete", "It lacks what customers need in order to book.", {
        missing,
      });
    const status = ctx.settings.salonApproval ? "pending" : "published";
    await saveSalon(tx, salon, { status });
    const published = presentOwnSalon(await openSalon(ctx, tx, salonId, mayPublishSalon));
    await emit(ctx, tx, {
      type: status === "published" ? "salon.published" : "salon.updated",
      salon,
      subjectId: salon.id,
      occurredAt: now,
      data: { status },
      previous: { status: salon.status },
      audit: { before: presentOwnSalon(found), after: published },
    });
    return published;
  });
}
