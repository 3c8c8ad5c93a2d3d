import type { Invitation, ListInvitations } from "@salon/contracts";
import type { Ctx } from "../context.ts";
import { pageOf, readCursor } from "../cursor.ts";
import type { Page } from "../cursor.ts";
import { openSalon } from "../salon/index.ts";
import { maySeeInvitations } from "./policy.ts";
import { presentInvitation } from "./present.ts";
import { findInvitations } from "./queries.ts";

/** Whom a salon has invited, the newest first. */
export async function listInvitations(ctx: Ctx, input: ListInvitations): Promise<Page<Invitation>> {
  const { salon } = await openSalon(ctx, ctx.db, input.salonId, maySeeInvitations);
  const rows = await findInvitations(ctx.db, salon, input, readCursor(input.cursor, ["instant", "id"]));
  return pageOf(rows, input.limit, ({ createdAt, id }) => [createdAt, id], presentInvitation);
}
