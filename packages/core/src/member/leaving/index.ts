import type { Tx } from "@salon/db";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { emit } from "../../event/index.ts";
import { timeIn } from "../../salon/index.ts";
import { presentMember } from "../present.ts";
import type { MemberRow } from "../queries.ts";
import { deleteMembershipsOf, findPlacesOf, lockMembersAround } from "./queries.ts";
import type { Place } from "./queries.ts";

/**
 * Ends every membership of somebody. Throws `last_owner` where others work for a business that nobody else owns, or the
 * public knows a salon of it; drafts and sandboxes are left to nobody.
 */
export async function leaveEverywhere(ctx: Ctx, tx: Tx, userId: string): Promise<void> {
  const members = await lockMembersAround(tx, userId);
  if (members.length === 0) return;
  const places = await findPlacesOf(tx, userId);
  if (places.some((place) => isNeeded(place, members)))
    throw new DomainError(
      "last_owner",
      "You are the last owner of a business: make somebody else one first.",
    );
  await deleteMembershipsOf(tx, userId);
  const clock = await timeIn({ testNow: null }, tx);
  const oneEach = new Map(places.map((place) => [place.member.id, place]));
  await emit(ctx, tx, ...oneEach.values().map((place) => removed(place, clock)));
}

function isNeeded({ member, salon }: Place, members: readonly MemberRow["member"][]): boolean {
  if (member.role !== "owner") return false;
  const others = members.filter(
    ({ businessId, userId }) => businessId === member.businessId && userId !== member.userId,
  );
  const isPublic = salon.status !== "draft" && !salon.sandbox;
  return !others.some(({ role }) => role === "owner") && (others.length > 0 || isPublic);
}

function removed(place: Place, clock: Date) {
  const { id, userId, role } = place.member;
  return {
    type: "member.removed" as const,
    salon: place.salon,
    subjectId: id,
    occurredAt: place.salon.testNow ?? clock,
    data: { id, userId, role },
    audit: { before: presentMember(place), after: null },
  };
}
