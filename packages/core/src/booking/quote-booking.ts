import type { Quote, QuoteBooking } from "@salon/contracts";
import { localDateOf, renderLocal } from "@salon/scheduling";
import {
  datesNear,
  refuse,
  REFUSAL_MESSAGES,
  resolveStart,
  rulesFor,
  takenFor,
  visitRequestOf,
  worldOf,
} from "../availability/index.ts";
import { isInsider } from "../access/index.ts";
import type { Ctx } from "../context.ts";
import { newId } from "../ids.ts";
import { seeSalon } from "../salon/index.ts";
import { itemsOf, priceLinesOf } from "./contents.ts";
import { deadlines } from "./record.ts";
import { offeringNearSlots, VisitRefused } from "./visit-refused.ts";

const GUEST = ["client.name", "client.email_or_phone"] as const;
const SALONS_CLIENT = ["client.name"] as const;

/** What a visit would cost and under which policy; changes nothing. Throws the engine's first refusal, with near slots. */
export async function quoteBooking(ctx: Ctx, input: QuoteBooking): Promise<Quote> {
  return offeringNearSlots(ctx, async () => {
    const found = await seeSalon(ctx, ctx.db, input.salonId);
    const { salon, standing, now } = found;
    const asSalon = isInsider(standing);
    const start = resolveStart(input, salon.timeZone);
    const date = localDateOf(start, salon.timeZone);
    const range = { from: date, to: date };
    const rules = await rulesFor(ctx.db, salon, input, datesNear(date));
    const taken = await takenFor(ctx.db, salon, input, rules, {
      ...range,
      now,
      except: null,
      clientCalendarId: null,
    });
    const verdict = refuse(
      worldOf(salon, rules, taken, asSalon),
      visitRequestOf(input, rules, [], new Set()),
      start,
    );
    if (!verdict.bookable) {
      const attempt = {
        found,
        wish: input,
        start,
        booked: null,
        lines: [],
        except: null,
        clientCalendarId: null,
        asSalon,
        setAside: new Set<never>(),
      };
      throw new VisitRefused(verdict.refusal, REFUSAL_MESSAGES[verdict.refusal], attempt, rules);
    }
    const { visit } = verdict;
    const items = itemsOf({ visit, rules, now }, input.items, {
      businessId: salon.businessId,
      id: newId(),
      timeZone: salon.timeZone,
    });
    const priceLines = priceLinesOf(rules, items, input.items).map(({ kind, label, amountMinor }) => ({
      kind,
      itemId: null,
      label,
      amountMinor,
    }));
    const { policy } = rules;
    return {
      salonId: salon.id,
      startsAt: new Date(visit.start),
      endsAt: new Date(visit.end),
      localStart: renderLocal(visit.start, salon.timeZone),
      timeZone: salon.timeZone,
      priceLines,
      total: {
        amountMinor: priceLines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        currency: salon.currency,
      },
      priceIsEstimate: rules.variants.some(
        ({ priceType }) => priceType === "from" || priceType === "on_request",
      ),
      policy: {
        version: policy.version,
        ...deadlines(new Date(visit.start), policy),
        requiresApproval: policy.requiresApproval,
        holdMinutes: policy.holdMinutes,
      },
      required: ctx.actor.kind === "user" ? [] : [...(standing.scopes ? SALONS_CLIENT : GUEST)],
    };
  });
}
