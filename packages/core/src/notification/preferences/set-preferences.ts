import type { NotificationPreferences, SetNotificationPreferences } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { signedIn } from "../../access/index.ts";
import { audit } from "../../audit/index.ts";
import type { Ctx } from "../../context.ts";
import { invalidInput } from "../../errors.ts";
import { isFixed } from "../rules.ts";
import { presentPreferences, switchesOf } from "./present.ts";
import { findWishes, savePreferences } from "./queries.ts";

/** Switches kinds on and off, way by way. Throws `invalid_input` for what always comes. */
export async function setNotificationPreferences(
  ctx: Ctx,
  { preferences }: SetNotificationPreferences,
): Promise<NotificationPreferences> {
  const userId = signedIn(ctx.actor);
  const fixed = preferences.findIndex(({ kind, channel, enabled }) => !enabled && isFixed(kind, channel));
  if (fixed !== -1)
    throw invalidInput(
      `/preferences/${fixed}`,
      "not_optional",
      "What a visit depends on always comes by e-mail, and what waits for an answer always stands in the app.",
    );
  const wanted = new Map(
    preferences.map((preference) => [`${preference.kind}:${preference.channel}`, preference]),
  );
  return ctx.transact((tx) => change(ctx, tx, userId, [...wanted.values()]));
}

/** The last word on each counts. */
export async function change(
  ctx: Pick<Ctx, "actor" | "request">,
  tx: Tx,
  userId: string,
  preferences: SetNotificationPreferences["preferences"],
): Promise<NotificationPreferences> {
  const read = async () => presentPreferences((await findWishes(tx, [userId])).get(userId) ?? new Map());
  const before = await read();
  await savePreferences(tx, userId, preferences);
  const after = await read();
  await audit(ctx, tx, {
    action: "user.notifications_set",
    salon: null,
    subject: { type: "user", id: userId },
    before: switchesOf(before),
    after: switchesOf(after),
  });
  return after;
}
