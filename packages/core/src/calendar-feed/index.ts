import type { Ctx } from "../context.ts";
import type { Attachment } from "../ports.ts";
import { inviteOf } from "./invite.ts";
import type { Invitation } from "./invite.ts";

export { presentFeed } from "./present.ts";
export { findFeedsById } from "./queries.ts";

/** A visit as its guest's calendar takes it from a mail: asked for, changed or called off. */
export function inviteFor(
  ctx: Pick<Ctx, "calendars" | "links" | "settings">,
  invitation: Omit<Invitation, "linked">,
): Attachment {
  const calendar = inviteOf(ctx, { ...invitation, linked: true });
  return {
    filename: "invite.ics",
    contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
    content: ctx.calendars(calendar),
  };
}
