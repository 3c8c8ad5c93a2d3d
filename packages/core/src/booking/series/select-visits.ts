import { LIVE_STATUSES } from "@salon/contracts";
import type { SERIES_SCOPES } from "@salon/contracts";
import { notFound } from "../../errors.ts";
import { MOVABLE_STATUSES } from "../moves.ts";
import type { Member } from "./open-series.ts";
import type { Why } from "./report.ts";
import { ruleTimeOf } from "./rule.ts";

type Scope = { readonly bookingId: string; readonly scope: (typeof SERIES_SCOPES)[number] };

/** The visit that is named, and all that an edit means by it, in the order of the rule. Throws `not_found`. */
export function selectVisits(
  members: readonly Member[],
  { bookingId, scope }: Scope,
): { readonly named: Member; readonly meant: readonly Member[] } {
  const named = members.find(({ record }) => record.booking.id === bookingId);
  if (!named) throw notFound("booking in this series");
  if (scope === "this") return { named, meant: [named] };
  const from = scope === "all" ? "" : ruleTimeOf(named.record);
  return { named, meant: members.filter(({ record }) => ruleTimeOf(record) >= from) };
}

/** Whether a visit is over or has begun. The one that is named is judged as by itself: the desk may be late. */
export function whyOver({ record }: Member, isNamed: boolean): Why | undefined {
  const { booking, now } = record;
  if (!LIVE_STATUSES.some((live) => live === booking.status))
    return { code: "ended", message: `The booking is ${booking.status} already.` };
  if (!isNamed && booking.startsAt <= now) return { code: "passed", message: "Its time has passed." };
  if (!MOVABLE_STATUSES.includes(booking.status))
    return { code: "under_way", message: "The visit is under way." };
  return undefined;
}
