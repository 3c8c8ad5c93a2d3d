import type { Member } from "@salon/contracts";
import type { MemberRow } from "./queries.ts";

export function presentMember({ member, person }: MemberRow): Member {
  const { id, userId, role, version, createdAt, updatedAt } = member;
  return { id, userId, ...person, role, version, createdAt, updatedAt };
}
