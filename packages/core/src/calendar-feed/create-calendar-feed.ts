import type { CreateCalendarFeed, NewCalendarFeed } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { allow, expectNoImpersonation, signedIn } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { openSalonToChange } from "../salon/index.ts";
import type { SalonRow } from "../salon/index.ts";
import { openStaff } from "../staff/index.ts";
import { feedEvent } from "./feed-event.ts";
import { mayHaveFeedOf, mayHaveFeeds } from "./policy.ts";
import { presentFeed } from "./present.ts";
import { countFeeds, findFeed, findMembership, insertFeed } from "./queries.ts";
import { newFeedToken } from "./token.ts";

const MOST = 20;

/** An address at which other programs read a calendar, told once. Throws `limit_reached`. */
export async function createCalendarFeed(ctx: Ctx, input: CreateCalendarFeed): Promise<NewCalendarFeed> {
  return ctx.transact(async (tx) => {
    const { salon, standing, now } = await openSalonToChange(ctx, tx, input.salonId, mayHaveFeeds);
    const { staffId = null } = input;
    const person = staffId === null ? null : (await openStaff(tx, salon, staffId)).person;
    allow(mayHaveFeedOf(person?.userId ?? null)(standing), ctx, "staff member");
    // It outlasts whoever looks through another's eyes.
    expectNoImpersonation(ctx.actor);
    const memberId = await membershipOf(ctx, tx, salon);
    const { token, hash } = newFeedToken();
    const id = newId();
    const { businessId } = salon;
    await insertFeed(tx, { businessId, id, salonId: salon.id, staffId, memberId, tokenHash: hash });
    const made = await findFeed(tx, salon, id);
    if (!made) throw notFound("calendar feed");
    const shown = presentFeed(made);
    await emit(ctx, tx, feedEvent("calendar_feed.created", { salon, now }, { before: null, after: shown }));
    return { ...shown, url: urlOf(ctx, salon, { staffId, token }) };
  });
}

async function membershipOf(ctx: Ctx, tx: Tx, salon: SalonRow): Promise<string> {
  const memberId = await findMembership(tx, salon, signedIn(ctx.actor));
  if (memberId === undefined) throw notFound("salon");
  if ((await countFeeds(tx, salon, memberId)) < MOST) return memberId;
  throw new DomainError("limit_reached", `You have ${MOST} feeds in this salon: delete one first.`);
}

type Address = { readonly staffId: string | null; readonly token: string };

function urlOf({ settings }: Ctx, salon: SalonRow, { staffId, token }: Address): string {
  const whose = staffId === null ? "" : `/staff/${staffId}`;
  return `${settings.publicUrl}/api/v1/salons/${salon.id}${whose}/calendar.ics?token=${token}`;
}
