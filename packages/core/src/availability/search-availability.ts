import { minuteOfDay } from "@salon/contracts";
import type { Availability, FindAvailability, SearchAvailability } from "@salon/contracts";
import { isInsider } from "../access/index.ts";
import { calendarOfMoved } from "../booking/index.ts";
import type { Ctx } from "../context.ts";
import { seeSalon } from "../salon/index.ts";
import { search } from "./engine.ts";
import { presentSlot } from "./present-slot.ts";
import { rulesFor, takenFor } from "./situation.ts";
import { visitRequestOf } from "./visit-request.ts";
import { blocksOf, worldOf } from "./world.ts";

/** The starts that can be booked: three statements, then pure functions. */
export async function searchAvailability(ctx: Ctx, input: SearchAvailability): Promise<Availability> {
  const clientCalendarId = await calendarOfMoved(ctx, ctx.db, input);
  const { salon, standing, now } = await seeSalon(ctx, ctx.db, input.salonId);
  const rules = await rulesFor(ctx.db, salon, input, input);
  const taken = await takenFor(ctx.db, salon, input, rules, {
    from: input.from,
    to: input.to,
    now,
    except: input.rescheduling ?? null,
    clientCalendarId,
  });
  const clientBlocks = blocksOf(taken.rows, clientCalendarId);
  const visits = search(
    worldOf(salon, rules, taken, isInsider(standing)),
    visitRequestOf(input, rules, clientBlocks, NOTHING),
    {
      from: input.from,
      to: input.to,
      afterMinute: input.after === undefined ? null : minuteOfDay(input.after),
      beforeMinute: input.before === undefined ? null : minuteOfDay(input.before),
    },
  );
  return {
    salonId: salon.id,
    timeZone: salon.timeZone,
    asOf: now,
    slots: visits.map((visit) => presentSlot(visit, salon, rules, input.items)),
  };
}

/** The short form: one service, one person or anybody. */
export async function findAvailability(
  ctx: Ctx,
  { variantId, staffId, ...range }: FindAvailability,
): Promise<Availability> {
  const items = [{ variantId, staffId, excludedStaffIds: [], addOnIds: [] }];
  return searchAvailability(ctx, { ...range, items, mode: "sequence", maxWaitMinutes: 0 });
}

const NOTHING: ReadonlySet<never> = new Set();
