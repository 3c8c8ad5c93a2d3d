import type { NotificationPreferences } from "@salon/contracts";
import { signedIn } from "../../access/index.ts";
import type { Ctx } from "../../context.ts";
import { presentPreferences } from "./present.ts";
import { findWishes } from "./queries.ts";

export async function getNotificationPreferences(ctx: Ctx): Promise<NotificationPreferences> {
  const userId = signedIn(ctx.actor);
  return presentPreferences((await findWishes(ctx.db, [userId])).get(userId) ?? new Map());
}
