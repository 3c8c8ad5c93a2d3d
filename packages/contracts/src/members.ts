import { z } from "zod";
import { Id, ifVersion, Version } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { timestamps } from "./time.ts";

/** In the order of their rights: each may what the ones before it may. */
export const ROLES = ["stylist", "receptionist", "manager", "owner"] as const;
export type Role = (typeof ROLES)[number];

export const Member = z
  .object({
    id: Id,
    userId: Id,
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof Member>;
export const MemberPage = pageOf(Member).meta({ id: "MemberPage" });

export const ListMembers = z.strictObject({ salonId: Id, ...pageQuery });
export type ListMembers = z.infer<typeof ListMembers>;

export const UpdateMember = z
  .strictObject({ salonId: Id, memberId: Id, ...ifVersion, role: z.enum(ROLES) })
  .meta({ id: "UpdateMember" });
export type UpdateMember = z.infer<typeof UpdateMember>;

export const MemberRef = z.strictObject({ salonId: Id, memberId: Id, ...ifVersion });
export type MemberRef = z.infer<typeof MemberRef>;
