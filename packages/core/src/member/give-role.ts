import type { Role } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import type { NewEvent } from "../event/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { presentMember } from "./present.ts";
import { deleteOtherMemberships, saveRole } from "./queries.ts";
import type { MemberRow } from "./queries.ts";

/** Another role for a member, while the business's members are held; an owner's other memberships end. */
export async function giveRole(
  ctx: Ctx,
  tx: Tx,
  { salon, now }: Pick<FoundSalon, "salon" | "now">,
  found: MemberRow,
  role: Role,
): Promise<MemberRow> {
  const { member, person } = found;
  const ended = role === "owner" ? await deleteOtherMemberships(tx, member) : [];
  const updated = { member: await saveRole(tx, salon, member, role), person };
  await emit(
    ctx,
    tx,
    {
      type: "member.updated",
      salon,
      subjectId: member.id,
      occurredAt: now,
      data: { id: member.id, userId: member.userId, role, version: updated.member.version },
      previous: { role: member.role, version: member.version },
      audit: { before: presentMember(found), after: presentMember(updated) },
    },
    ...ended.map((former) => memberRemoved({ member: former, person }, salon, now)),
  );
  return updated;
}

/** An owner, who is one everywhere, is removed from the salon that they were removed in. */
export function memberRemoved(
  former: MemberRow,
  salon: { readonly businessId: number; readonly id: string },
  occurredAt: Date,
): NewEvent {
  const { id, userId, role, salonId } = former.member;
  return {
    type: "member.removed",
    salon: { businessId: salon.businessId, id: salonId ?? salon.id },
    subjectId: id,
    occurredAt,
    data: { id, userId, role },
    audit: { before: presentMember(former), after: null },
  };
}
