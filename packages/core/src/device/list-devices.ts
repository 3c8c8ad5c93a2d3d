import type { Devices } from "@salon/contracts";
import { signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { presentDevice } from "./present.ts";
import { findDevices } from "./queries.ts";

/** Where the caller gets pushes, the last registered first. */
export async function listDevices(ctx: Ctx): Promise<Devices> {
  const userId = signedIn(ctx.actor);
  const sessionId = ctx.actor.kind === "user" ? ctx.actor.sessionId : undefined;
  const rows = await findDevices(ctx.db, userId);
  return { items: rows.map((row) => presentDevice(row, sessionId)) };
}
