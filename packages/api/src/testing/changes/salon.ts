import { salonInput } from "../fixtures.ts";
import { openStaffedSalon } from "../staffed-salon.ts";
import type { TestApi } from "../index.ts";
import { by, PERSONAL } from "./change.ts";
import type { Prepare } from "./change.ts";

/** Saturdays beside the desk's weekdays: no booking is left outside. */
const SIX_DAYS = [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: "09:00", closes: "17:00" }));
const FIVE_DAYS = SIX_DAYS.slice(0, 5);
const scheduleOf = (weekly: typeof SIX_DAYS) => ({
  effectiveFrom: null,
  effectiveTo: null,
  mayPassSalonHours: false,
  weekly,
});
const [date, hours] = ["2027-12-24", [{ opens: "09:00", closes: "12:00" }]];
const away = { startsAt: new Date("2027-12-01T08:00:00Z"), endsAt: new Date("2027-12-02T08:00:00Z") };

/** A salon itself, the rules of its time, and who is off when. */
export const salonChanges = {
  "salons.create": async ({ api }) => {
    const olga = await api.signUp("Olga");
    return by(olga, async ({ salons }) => {
      const { id, businessId } = await salons.create(
        salonInput({ name: "Nord", contact: { email: "hi@nord.example" } }),
      );
      const contact = { email: "hi@nord.example", phone: null, website: null };
      const after = { id, businessId, name: "Nord", contact, status: "draft", role: "owner", version: 1 };
      return [{ action: "salon.created", subjectId: id, before: null, after, salonId: id }];
    });
  },
  "salons.update": async ({ mona, salonId }) => {
    const { contact, version } = await mona.api.salons.get({ salonId });
    return by(mona, async ({ salons }) => {
      await salons.update({ salonId, about: "By the river", contact: { phone: "+493012345678" } });
      const before = { about: null, contact, version };
      const after = {
        about: "By the river",
        contact: { ...contact, phone: "+493012345678" },
        version: version + 1,
      };
      return [{ action: "salon.updated", subjectId: salonId, before, after }];
    });
  },
  "salons.publish": async ({ api }) => {
    const { olga, salonId } = await openStaffedSalon(api);
    await olga.api.schedules.setSalonHours({ salonId, schedules: [{ weekly: FIVE_DAYS }] });
    return by(olga, async ({ salons }) => {
      const { version } = await salons.publish({ salonId });
      const [before, after] = [
        { status: "draft", version: version - 1 },
        { status: "published", version },
      ];
      return [{ action: "salon.published", subjectId: salonId, before, after, salonId }];
    });
  },
  "salons.setPolicy": async ({ mona, salonId }) => {
    const { version } = await mona.api.salons.policy({ salonId });
    return by(mona, async ({ salons }) => {
      await salons.setPolicy({ salonId, holdMinutes: 12 });
      const [before, after] = [
        { holdMinutes: 10, version },
        { holdMinutes: 12, version: version + 1 },
      ];
      return [{ action: "policy.updated", subjectId: salonId, before, after }];
    });
  },
  "salons.setTestClock": async ({ api }) => {
    const { mona, salonId } = await openStaffedSalon(api);
    return by(mona, async ({ salons }) => {
      await salons.setTestClock({ salonId, now: new Date("2027-06-07T06:00:00Z") });
      const [before, after] = [{ testNow: null }, { testNow: "2027-06-07T06:00:00.000Z" }];
      return [{ action: "salon.clock_set", subjectId: salonId, before, after, salonId }];
    });
  },
  "schedules.setSalonHours": async ({ mona, salonId }) => {
    const { version } = await mona.api.schedules.salonHours({ salonId });
    return by(mona, async ({ schedules }) => {
      await schedules.setSalonHours({ salonId, schedules: [{ weekly: SIX_DAYS }] });
      const before = { schedules: [scheduleOf(FIVE_DAYS)], version };
      const after = { schedules: [scheduleOf(SIX_DAYS)], version: version + 1 };
      return [{ action: "hours.updated", subjectId: salonId, before, after }];
    });
  },
  "schedules.setStaffHours": async ({ mona, salonId }) => {
    const { id } = await mona.api.staff.create({ salonId, name: "Dora" });
    return by(mona, async ({ schedules }) => {
      await schedules.setStaffHours({ salonId, staffId: id, schedules: [{ weekly: FIVE_DAYS }] });
      const before = { schedules: [], version: 1 };
      const after = { schedules: [scheduleOf(FIVE_DAYS)], version: 2 };
      return [{ action: "hours.updated", subjectId: id, before, after }];
    });
  },
  "schedules.setSalonOverride": ({ api, mona, salonId }) =>
    by(mona, async ({ schedules }) => {
      await schedules.setSalonOverride({ salonId, date, hours });
      const id = await overrideOn(api, salonId);
      return [
        { action: "override.created", subjectId: id, before: null, after: { date, hours, version: 1 } },
      ];
    }),
  "schedules.removeSalonOverride": async ({ api }) => {
    const { mona, salonId } = await openStaffedSalon(api);
    await mona.api.schedules.setSalonOverride({ salonId, date, hours });
    const id = await overrideOn(api, salonId);
    return by(mona, async ({ schedules }) => {
      await schedules.removeSalonOverride({ salonId, date });
      const before = { date, hours, version: 1 };
      return [{ action: "override.removed", subjectId: id, before, after: null, salonId }];
    });
  },
  "schedules.setStaffOverride": async ({ api, mona, salonId }) => {
    const { id: staffId } = await mona.api.staff.create({ salonId, name: "Dora" });
    await mona.api.schedules.setStaffOverride({ salonId, staffId, date, hours });
    const id = await overrideOn(api, salonId, staffId);
    return by(mona, async ({ schedules }) => {
      await schedules.setStaffOverride({ salonId, staffId, date, hours: [] });
      const [before, after] = [
        { hours, version: 1 },
        { hours: [], version: 2 },
      ];
      return [{ action: "override.updated", subjectId: id, before, after }];
    });
  },
  "schedules.removeStaffOverride": async ({ api, mona, salonId }) => {
    const { id: staffId } = await mona.api.staff.create({ salonId, name: "Dora" });
    await mona.api.schedules.setStaffOverride({ salonId, staffId, date, hours });
    const id = await overrideOn(api, salonId, staffId);
    return by(mona, async ({ schedules }) => {
      await schedules.removeStaffOverride({ salonId, staffId, date });
      return [{ action: "override.removed", subjectId: id, before: { date, hours }, after: null }];
    });
  },
  "timeOff.create": ({ bea, beaId, salonId }) =>
    by(bea, async ({ timeOff }) => {
      const made = await timeOff.create({ salonId, staffId: beaId, ...away, reason: "Operation" });
      const id = made.id ?? "";
      const after = { id, staffId: beaId, startsAt: away.startsAt.toISOString(), reason: PERSONAL };
      return [{ action: "time_off.created", subjectId: id, before: null, after }];
    }),
  "timeOff.remove": async ({ rita, beaId, salonId }) => {
    const made = await rita.api.timeOff.create({ salonId, staffId: beaId, ...away });
    const id = made.id ?? "";
    return by(rita, async ({ timeOff }) => {
      await timeOff.remove({ salonId, timeOffId: id });
      const before = { id, endsAt: away.endsAt.toISOString(), reason: null };
      return [{ action: "time_off.deleted", subjectId: id, before, after: null }];
    });
  },
  "staff.share": async ({ api }) => {
    const { olga, salon, beaId } = await openStaffedSalon(api, { sandbox: false });
    const { id: salonId } = await olga.api.salons.create(salonInput({ businessId: salon.businessId }));
    return by(olga, async ({ staff }) => {
      await staff.share({ salonId, staffId: beaId });
      const after = { id: beaId, name: "Bea", services: [], version: 2 };
      return [{ action: "staff.shared", subjectId: beaId, before: null, after, salonId }];
    });
  },
} satisfies Record<string, Prepare>;

async function overrideOn({ sql }: TestApi, salonId: string, staffId: string | null = null): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select id from schedule_overrides
    where salon_id = ${salonId} and staff_id is not distinct from ${staffId} and date = ${date}`;
  if (!row) throw new Error("There is no override on that date");
  return row.id;
}
