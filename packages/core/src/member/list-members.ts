import type { ListMembers, Member } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeMembers } from "./policy.ts";
import { presentMember } from "./present.ts";
import { findMembers } from "./queries.ts";

/** Who works with a salon's books, its business's owners among them. */
export async function listMembers(ctx: Ctx, { salonId, cursor, limit }: ListMembers): Promise<Page<Member>> {
  const { salon } = await openSalon(ctx, ctx.db, salonId, maySeeMembers);
  const rows = await findMembers(ctx.db, salon, limit, readCursor(cursor, ["instant", "id"]));
  return pageOf(rows, limit, ({ member }) => [member.createdAt, member.id], presentMember);
}
