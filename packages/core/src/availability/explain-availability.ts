import type { ExplainAvailability, Explanation } from "@salon/contracts";
import { localDateOf } from "@salon/scheduling";
import { isInsider } from "../access/index.ts";
import { calendarOfMoved } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { seeSalon } from "../salon/index.ts";
import { explain } from "./engine.ts";
import { datesNear, nearSlots } from "./near-slots.ts";
import { REFUSAL_MESSAGES } from "./refusal-messages.ts";
import { rulesFor, takenFor } from "./situation.ts";
import { resolveStart } from "./start.ts";
import { visitRequestOf } from "./visit-request.ts";
import { blocksOf, worldOf } from "./world.ts";

/** Every reason against a start, for each item and candidate; names nobody but by id. */
export async function explainAvailability(ctx: Ctx, input: ExplainAvailability): Promise<Explanation> {
  const clientCalendarId = await calendarOfMoved(ctx, ctx.db, input);
  const found = await seeSalon(ctx, ctx.db, input.salonId);
  const { salon, standing, now } = found;
  const asSalon = isInsider(standing);
  const except = input.rescheduling ?? null;
  const start = resolveStart(input, salon.timeZone);
  const date = localDateOf(start, salon.timeZone);
  const range = { from: date, to: date };
  const rules = await rulesFor(ctx.db, salon, input, datesNear(date));
  const taken = await takenFor(ctx.db, salon, input, rules, {
    ...range,
    now,
    except,
    clientCalendarId,
  });
  const clientBlocks = blocksOf(taken.rows, clientCalendarId);
  const reasons = explain(
    worldOf(salon, rules, taken, asSalon),
    visitRequestOf(input, rules, clientBlocks, new Set()),
    start,
  );
  return {
    bookable: reasons.length === 0,
    reasons: reasons.map(({ refusal, ...reason }) => ({
      ...reason,
      code: refusal,
      message: REFUSAL_MESSAGES[refusal],
    })),
    alternatives:
      reasons.length === 0
        ? []
        : await nearSlots(ctx.db, { found, wish: input, start, except, clientCalendarId, asSalon }, rules),
  };
}
