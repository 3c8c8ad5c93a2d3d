import type { Staff, UpdateStaff } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { expectVersion } from "../errors.ts";
import { emit, rulesChanged } from "../event/index.ts";
import { setStaffPhoto } from "../file/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { expectMember, openStaffToChange } from "./index.ts";
import { mayEditStaff } from "./policy.ts";
import { presentStaff } from "./present.ts";
import { saveStaff } from "./queries.ts";

/** Throws `already_exists` for an account that another of the business's people has. */
export async function updateStaff(ctx: Ctx, input: UpdateStaff): Promise<Staff> {
  const { salonId, staffId, ifVersion, photoId, ...changes } = input;
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayEditStaff);
    const { salon } = found;
    const current = await openStaffToChange(tx, salon, staffId);
    const { person } = current;
    expectVersion(person.version, ifVersion);
    await expectMember(tx, salon, changes.userId);
    const photo = await setStaffPhoto(tx, { salon, staffId, photoId, current: current.photo });
    const saved = await saveStaff(tx, person, changes);
    const after = presentStaff({ ...current, person: saved, photo }, found);
    await emit(ctx, tx, rulesChanged(found, "staff", { before: presentStaff(current, found), after }));
    return after;
  });
}
