import type { Ctx } from "../context.ts";
import type { Attachment } from "../ports.ts";
import { inviteOf, publicationOf } from "./invite.ts";
import type { Invitation } from "./invite.ts";
import type { CalendarFile } from "./ports.ts";

export { presentFeed } from "./present.ts";
export { findFeedsById } from "./queries.ts";

/** A visit as its guest's calendar takes it from a mail: asked for, changed or called off. */
export function inviteFor(
  ctx: Pick<Ctx, "calendars" | "links" | "settings">,
  invitation: Omit<Invitation, "linked">,
): Attachment {
  return attached(ctx, "invite.ics", inviteOf(ctx, { ...invitation, linked: true }));
}

/** Several at once. */
export function publicationFor(
  ctx: Pick<Ctx, "calendars" | "links" | "settings">,
  records: readonly Invitation["record"][],
  whom: { readonly salon: Invitation["salon"]; readonly guest: NonNullable<Invitation["guest"]> },
): Attachment {
  return attached(ctx, "visits.ics", publicationOf(ctx, records, whom));
}

function attached(
  { calendars }: Pick<Ctx, "calendars">,
  filename: string,
  calendar: CalendarFile,
): Attachment {
  return {
    filename,
    contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
    content: calendars(calendar),
  };
}
