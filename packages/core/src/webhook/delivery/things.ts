import { findKeysById, presentApiKey } from "../../api-key/index.ts";
import { findBookingsById, presentBooking, showSeries } from "../../booking/index.ts";
import { findFeedsById, presentFeed } from "../../calendar-feed/index.ts";
import { findAddOns, presentAddOn } from "../../catalog/add-on/index.ts";
import { findCategories, presentCategory } from "../../catalog/category/index.ts";
import { findServices, presentService } from "../../catalog/service/index.ts";
import { findClientsById, presentClient } from "../../client/index.ts";
import type { Ctx } from "../../context.ts";
import { findInvitationsById, presentInvitation } from "../../invitation/index.ts";
import { findMembersById, presentMember } from "../../member/index.ts";
import { findPaymentsById, presentPayment } from "../../payment/index.ts";
import { findTypes, presentType } from "../../resource/type/index.ts";
import { findUnits, presentUnit } from "../../resource/unit/index.ts";
import { findPublishedById, presentReview } from "../../review/index.ts";
import { findPolicy, presentPolicy, presentSalon } from "../../salon/index.ts";
import type { FoundSalon } from "../../salon/index.ts";
import {
  findHoursVersions,
  findOverridesOn,
  findSchedulesIn,
  presentHours,
  presentOverride,
} from "../../schedule/index.ts";
import { findStaff, presentStaff } from "../../staff/index.ts";
import { findTimeOffById, presentTimeOff } from "../../time-off/index.ts";
import { findEntriesById, presentEntry } from "../../waitlist/index.ts";

type Things = readonly (readonly [key: string, thing: object])[];
/** Those of a salon that are there, as its owner is shown them: one read, however many. */
type Show = (ctx: Ctx, found: FoundSalon, keys: readonly string[]) => Promise<Things>;

/** What the API gives, by the kind of thing that an event tells of. */
export const THINGS: Readonly<Record<string, Show>> = {
  booking: async ({ db, actor }, _, ids) =>
    byId((await findBookingsById(db, actor, ids)).map(presentBooking)),
  series: async (ctx, { salon }, ids) => byId(await showSeries(ctx, salon, ids)),
  client: async ({ db }, { salon }, ids) =>
    byId((await findClientsById(db, salon.businessId, ids)).map(presentClient)),
  member: async ({ db }, { salon }, ids) => byId((await findMembersById(db, salon, ids)).map(presentMember)),
  time_off: async ({ db }, { salon }, ids) =>
    byId((await findTimeOffById(db, salon, ids)).map((row) => presentTimeOff(row))),
  review: async ({ db }, { salon }, ids) =>
    byId((await findPublishedById(db, salon, ids)).map(presentReview)),
  payment: async ({ db }, { salon }, ids) =>
    byId((await findPaymentsById(db, salon, ids)).map(presentPayment)),
  waitlist_entry: async ({ db }, { salon }, ids) =>
    byId((await findEntriesById(db, salon, ids)).map(presentEntry)),
  invitation: async ({ db }, { salon }, ids) =>
    byId((await findInvitationsById(db, salon, ids)).map(presentInvitation)),
  api_key: async ({ db }, { salon }, ids) => byId((await findKeysById(db, salon, ids)).map(presentApiKey)),
  calendar_feed: async ({ db }, { salon }, ids) =>
    byId((await findFeedsById(db, salon, ids)).map(presentFeed)),
  salon: async (_, found) => [[found.salon.id, presentSalon(found)]],
};

/** The same for what a change of rules is of. */
export const RULED: Readonly<Record<string, Show>> = {
  service: async ({ db }, { salon }, ids) =>
    byId((await findServices(db, salon, ids)).map((found) => presentService(found, salon))),
  service_category: async ({ db }, { salon }, ids) =>
    byId((await findCategories(db, salon, ids)).map(presentCategory)),
  add_on: async ({ db }, { salon }, ids) =>
    byId((await findAddOns(db, salon, ids)).map((found) => presentAddOn(found, salon))),
  resource: async ({ db }, { salon }, ids) => byId((await findUnits(db, salon, ids)).map(presentUnit)),
  resource_type: async ({ db }, { salon }, ids) => byId((await findTypes(db, salon, ids)).map(presentType)),
  staff: async ({ db }, found, ids) =>
    byId((await findStaff(db, found.salon, ids)).map((person) => presentStaff(person, asOwner(found)))),
  policy: async ({ db }, { salon }) => [[salon.id, presentPolicy(await findPolicy(db, salon))]],
  hours: async ({ db }, { salon }, ids) => {
    const schedules = await findSchedulesIn(db, salon);
    const versions = await findHoursVersions(db, salon, ids);
    const owners = [...versions, { staffId: null, hoursVersion: salon.hoursVersion }];
    return owners.map(({ staffId, hoursVersion }) => [
      staffId ?? salon.id,
      presentHours(
        schedules.filter((one) => one.staffId === staffId),
        hoursVersion,
      ),
    ]);
  },
  override: async ({ db }, { salon }, keys) => {
    const days = await findOverridesOn(
      db,
      salon,
      keys.map((key) => key.slice(-DATE_LENGTH)),
    );
    return days.map((day) => [`${day.staffId ?? salon.id} ${day.date}`, presentOverride(day)]);
  },
};

const DATE_LENGTH = "2027-06-07".length;

function byId(things: readonly { readonly id: string }[]): Things {
  return things.map((thing) => [thing.id, thing]);
}

/** Owners decide where messages go. */
function asOwner(found: FoundSalon): FoundSalon {
  return { ...found, standing: { ...found.standing, role: "owner" } };
}
