import type { Member, UpdateMember } from "@salon/contracts";
import { allow } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { expectVersion, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { expectAnotherOwner, openMemberToChange } from "./index.ts";
import { mayAppoint } from "./policy.ts";
import { presentMember } from "./present.ts";
import { deleteOtherMemberships, findMember, saveRole } from "./queries.ts";

/** Gives a member another role: the caller decides about the one they have and about the one they get. */
export async function updateMember(ctx: Ctx, input: UpdateMember): Promise<Member> {
  const { salonId, memberId, ifVersion, role } = input;
  return ctx.transact(async (tx) => {
    const { salon, standing, now } = await openSalonToChange(ctx, tx, salonId, mayAppoint(role));
    const found = await openMemberToChange(tx, salon, memberId);
    const { member } = found;
    allow(mayAppoint(member.role)(standing), standing, "member");
    expectVersion(member.version, ifVersion);
    if (member.role === role) return presentMember(found);
    await expectAnotherOwner(tx, found);
    const replaced = role === "owner" ? await deleteOtherMemberships(tx, member) : [];
    await saveRole(tx, salon, member, role);
    const updated = await findMember(tx, salon, memberId);
    if (!updated) throw notFound("member");
    await emit(
      ctx,
      tx,
      {
        type: "member.updated",
        salon,
        subjectId: memberId,
        occurredAt: now,
        data: { id: memberId, userId: member.userId, role, version: updated.member.version },
        previous: { role: member.role, version: member.version },
      },
      ...replaced.map((former) => ({
        type: "member.removed" as const,
        salon: { businessId: salon.businessId, id: former.salonId ?? salon.id },
        subjectId: former.id,
        occurredAt: now,
        data: { id: former.id, userId: former.userId, role: former.role },
      })),
    );
    return presentMember(updated);
  });
}
