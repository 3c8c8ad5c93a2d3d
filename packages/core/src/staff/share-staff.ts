import type { ShareStaff, Staff } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { emit, rulesChanged } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import type { SalonRow } from "../salon/index.ts";
import { openStaff } from "./index.ts";
import { insertPlace, isColleague } from "./place/queries.ts";
import { mayEditStaff } from "./policy.ts";
import { presentStaff } from "./present.ts";
import { lockStaff, saveStaff } from "./queries.ts";

/** Somebody of another of the business's salons works in this one too. Throws `already_exists`. */
export async function shareStaff(ctx: Ctx, { salonId, staffId }: ShareStaff): Promise<Staff> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditStaff);
    const { salon } = found;
    await lockStaff(tx, salon, staffId);
    await expectColleague(ctx, tx, salon, staffId);
    if (!(await insertPlace(tx, salon, staffId)))
      throw new DomainError("already_exists", "They work in this salon already.");
    const { person, photo } = await openStaff(tx, salon, staffId);
    const after = presentStaff({ person: await saveStaff(tx, person, {}), offers: [], photo }, found);
    await emit(ctx, tx, rulesChanged(found, "staff", { before: null, after, action: "staff.shared" }));
    return after;
  });
}

/** Only people of a salon whose member the caller is can be shared: others of the business stay unknown. */
async function expectColleague({ actor }: Ctx, tx: Tx, salon: SalonRow, staffId: string): Promise<void> {
  if (actor.kind === "user" && (await isColleague(tx, salon, staffId, actor.userId))) return;
  throw invalidInput(
    "/staffId",
    "unknown_staff",
    "None of your salons of this business has such a staff member.",
  );
}
