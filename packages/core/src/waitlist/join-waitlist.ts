import { minuteOfDay } from "@salon/contracts";
import type { JoinedWaitlist, JoinWaitlist } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { dayInterval } from "@salon/scheduling";
import { rulesFor, visitRequestOf } from "../availability/index.ts";
import type { Rules } from "../availability/index.ts";
import { asStranger, isWelcome, mayBookForSalon, newBookingToken } from "../booking/index.ts";
import { personServed } from "../booking/person-served/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { clientCreated, emit } from "../event/index.ts";
import { newId } from "../ids.ts";
import { openSalon, seeSalon } from "../salon/index.ts";
import type { FoundSalon } from "../salon/index.ts";
import { actsForSalon } from "./policy.ts";
import { factsOf, presentEntry } from "./present.ts";
import { countWaiting, findEntry, insertEntry } from "./queries.ts";
import { nextDayOpensAt } from "./rules.ts";

const MOST = 1_000;

/**
 * Somebody waits for time. Throws `variant_not_bookable`, `staff_not_bookable` for what the salon does not offer,
 * `limit_reached`.
 */
export async function joinWaitlist(ctx: Ctx, input: JoinWaitlist): Promise<JoinedWaitlist> {
  return asStranger(ctx, input, () => join(ctx, input));
}

async function join(ctx: Ctx, input: JoinWaitlist): Promise<JoinedWaitlist> {
  const { actor } = ctx;
  return ctx.transact(async (tx) => {
    const found = await seeSalonToWait(ctx, tx, input.salonId);
    const { salon, standing, now } = found;
    const asSalon = actsForSalon(standing, input.client);
    const range = rangeOf(input, found);
    const { horizonDays } = await expectOffered(tx, found, input);
    const isFull = (await countWaiting(tx, salon)) >= MOST;
    if (isFull || !(asSalon || (await isWelcome(tx, actor, salon.businessId, input))))
      throw new DomainError("limit_reached", "Too many wait for this salon already.");
    const client = await personServed(tx, actor, salon.businessId, { client: input.client, asSalon });
    const { token, hash } = newBookingToken();
    const isGuest = actor.kind !== "user" && !asSalon;
    const id = newId();
    const { items, mode, maxWaitMinutes } = input;
    await insertEntry(tx, {
      ...range,
      lookAt: nextDayOpensAt(range, salon, { now, horizonDays }),
      businessId: salon.businessId,
      id,
      salonId: salon.id,
      clientId: client.id,
      bookerId: actor.kind === "user" && !asSalon ? actor.userId : null,
      items,
      mode,
      maxWaitMinutes,
      tokenHash: isGuest ? hash : null,
    });
    const row = await findEntry(tx, salon.id, id);
    if (!row) throw new Error(`Entry ${id} is gone in the transaction that made it`);
    const after = factsOf(row.entry);
    await emit(ctx, tx, ...(client.created ? [clientCreated({ salon, now }, client.created)] : []), {
      type: "waitlist_entry.created",
      salon,
      subjectId: id,
      occurredAt: now,
      data: after,
      audit: { before: null, after },
    });
    return { ...presentEntry(row), ...(isGuest && { bookingToken: token }) };
  });
}

async function seeSalonToWait(ctx: Ctx, tx: Tx, salonId: string): Promise<FoundSalon> {
  if (ctx.actor.kind === "apiKey") return openSalon(ctx, tx, salonId, mayBookForSalon);
  return seeSalon(ctx, tx, salonId);
}

function rangeOf({ from, to, after, before }: JoinWaitlist, { salon, now }: FoundSalon) {
  const endsAt = new Date(dayInterval(to, salon.timeZone).end);
  if (endsAt <= now) throw invalidInput("/to", "in_the_past", "These days are over.");
  return {
    fromDate: from,
    toDate: to,
    afterMinute: after === undefined ? null : minuteOfDay(after),
    beforeMinute: before === undefined ? null : minuteOfDay(before),
    opensAt: new Date(dayInterval(from, salon.timeZone).start),
    endsAt,
  };
}

/** The salon's policy, which was read with what it offers. */
async function expectOffered(tx: Tx, { salon }: FoundSalon, input: JoinWaitlist): Promise<Rules["policy"]> {
  const rules = await rulesFor(tx, salon, input, input);
  for (const { variantId, staffId } of input.items) {
    if (!rules.variants.some(({ id }) => id === variantId))
      throw new DomainError("variant_not_bookable", "This salon has no such service.");
    if (staffId && !rules.staff.some(({ id }) => id === staffId))
      throw new DomainError("staff_not_bookable", "Nobody with this id works in this salon.");
  }
  visitRequestOf(input, rules, [], new Set());
  return rules.policy;
}
