import type { Member, Role } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { isAtLeast } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { emit } from "../event/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { giveRole } from "./give-role.ts";
import { presentMember } from "./present.ts";
import { findMemberOf, insertMember } from "./queries.ts";

/**
 * Makes somebody a member, while the business's members are held. Who is one already gets the role where it is the
 * higher one: nobody loses rights by joining.
 */
export async function joinSalon(
  ctx: Ctx,
  tx: Tx,
  place: Pick<FoundSalon, "salon" | "now">,
  { userId, role }: { readonly userId: string; readonly role: Role },
): Promise<Member> {
  const { salon, now } = place;
  const known = await findMemberOf(tx, salon, { userId, role });
  if (known && isAtLeast(known.member.role, role)) return presentMember(known);
  if (known) return presentMember(await giveRole(ctx, tx, place, known, role));
  const member = presentMember(await insertMember(tx, salon, { userId, role }));
  await emit(ctx, tx, {
    type: "member.added",
    salon,
    subjectId: member.id,
    occurredAt: now,
    data: { id: member.id, userId, role },
    audit: { before: null, after: member },
  });
  return member;
}
