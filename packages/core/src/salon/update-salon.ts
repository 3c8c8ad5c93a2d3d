import type { AffectedBooking, SalonChange, UpdateSalon } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { findLiveBookings, holdAffected, markForAttention, presentAffected } from "../attention/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion } from "../errors.ts";
import { emit } from "../event/index.ts";
import { findCalendars, ownerOfHours } from "../schedule/index.ts";
import { expectKnownCategories } from "./expect-known-categories.ts";
import { findItsSalon, openSalonToChange } from "./index.ts";
import { mayChange } from "./policy.ts";
import { presentOwnSalon, presentSalon } from "./present.ts";
import { hasBookings, saveSalon, setCategories } from "./queries.ts";
import type { FoundSalon } from "./queries.ts";
import { changeOfFace, columnsOf } from "./rules.ts";

/**
 * Changes how a salon presents itself. Another zone leaves bookings at their instants, and they need attention. Throws
 * `slug_taken`, `currency_fixed`.
 */
export async function updateSalon(ctx: Ctx, input: UpdateSalon): Promise<SalonChange> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, input.salonId, mayChange(input));
    const { salon, now } = found;
    const { businessId } = salon;
    expectVersion(salon.version, input.ifVersion);
    await expectKnownCategories(tx, input.categories);
    const planned = plannedSalon(found, input);
    const affectedBookings = await affectedBy(tx, found, planned, input.dryRun);
    await expectFreeCurrency(tx, found, planned);
    const change = changeOfFace(presentSalon(found), presentSalon(planned));
    if (input.dryRun || change.changed.length === 0) return { ...presentOwnSalon(planned), affectedBookings };
    await saveSalon(tx, salon, columnsOf(input));
    if (input.categories) await setCategories(tx, salon, input.categories);
    const updated = presentOwnSalon(await findItsSalon(ctx, tx, salon.id));
    await emit(ctx, tx, {
      type: "salon.updated",
      salon,
      subjectId: salon.id,
      occurredAt: now,
      data: { id: salon.id, version: updated.version, changed: change.changed, ...change.after },
      previous: { version: salon.version, ...change.before },
      audit: { before: presentOwnSalon(found), after: updated },
    });
    await markForAttention(ctx, tx, affectedBookings, { businessId, now });
    return { ...updated, affectedBookings };
  });
}

function plannedSalon(found: FoundSalon, input: UpdateSalon): FoundSalon {
  const categories = input.categories ? [...new Set(input.categories)].toSorted() : found.categories;
  return { ...found, salon: { ...found.salon, ...columnsOf(input) }, categories };
}

/** Money that was agreed upon keeps its currency. */
async function expectFreeCurrency(tx: Tx, { salon }: FoundSalon, planned: FoundSalon): Promise<void> {
  if (salon.currency === planned.salon.currency || !(await hasBookings(tx, salon))) return;
  throw new DomainError("currency_fixed", `There are bookings in ${salon.currency}.`);
}

/** With the calendars held, no booking of the former zone or currency is made behind the answer. */
async function affectedBy(
  tx: Tx,
  { salon, now }: FoundSalon,
  planned: FoundSalon,
  dryRun: boolean,
): Promise<AffectedBooking[]> {
  const isMoved = salon.timeZone !== planned.salon.timeZone;
  if (!isMoved && salon.currency === planned.salon.currency) return [];
  const find = async () =>
    isMoved ? (await findLiveBookings(tx, salon, now, null)).map(presentAffected) : [];
  if (dryRun) return find();
  const calendars = await findCalendars(tx, await ownerOfHours(tx, salon, undefined));
  return holdAffected(tx, salon.businessId, calendars, find);
}
