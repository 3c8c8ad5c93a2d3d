import type { Staff, UpdateStaff } from "@salon/contracts";
import { given } from "../changes.ts";
import type { Ctx } from "../context.ts";
import { setStaffPhoto } from "../file/index.ts";
import { changeRule } from "../rule/index.ts";
import { expectMember, openStaffToChange } from "./index.ts";
import { mayEditStaff } from "./policy.ts";
import { presentStaff } from "./present.ts";
import { saveStaff } from "./queries.ts";
import type { StaffRow } from "./queries.ts";

/** Throws `already_exists` for an account that another of the business's people has. */
export async function updateStaff(
  ctx: Ctx,
  { salonId, staffId, ifVersion, photoId, ...changes }: UpdateStaff,
): Promise<Staff> {
  return changeRule(
    ctx,
    { salonId, ifVersion },
    {
      type: "staff",
      may: mayEditStaff,
      open: (tx, salon) => openStaffToChange(tx, salon, staffId),
      present: presentStaff,
      async plan(current, tx, salon) {
        await expectMember(tx, salon, changes.userId);
        const photo = await setStaffPhoto(tx, { salon, staffId, photoId, current: current.photo });
        return { ...current, person: { ...current.person, ...given<StaffRow>(changes) }, photo };
      },
      save: async (tx, { current, planned }) => ({
        ...planned,
        person: await saveStaff(tx, current.person, changes),
      }),
    },
  );
}
