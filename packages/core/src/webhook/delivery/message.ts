import { findBooking, presentBooking } from "../../booking/index.ts";
import { findClient, presentClient } from "../../client/index.ts";
import type { Ctx } from "../../context.ts";
import { presentEvent } from "../../event/index.ts";
import type { EventRow } from "../../event/index.ts";
import { findMember, presentMember } from "../../member/index.ts";
import { findItsSalon, presentSalon } from "../../salon/index.ts";
import { findTimeOff, presentTimeOff } from "../../time-off/index.ts";

/** The body of a message: the event, with the thing it tells of as it is now. */
export async function messageOf(ctx: Ctx, event: EventRow): Promise<string> {
  const [kind = ""] = event.type.split(".", 1);
  const shown = event.type === "salon.rules_changed" ? undefined : await SHOWN.get(kind)?.(ctx, event);
  return JSON.stringify({ ...presentEvent(event), ...(shown && { data: shown }) });
}

type Show = (ctx: Ctx, event: EventRow) => Promise<object | undefined>;

/** What the API gives to the salon; undefined where it is gone, or was never anything but what the event says. */
const SHOWN: ReadonlyMap<string, Show> = new Map<string, Show>([
  [
    "booking",
    async ({ db, actor }, { subjectId }) => {
      const record = await findBooking(db, subjectId, actor);
      return record && presentBooking(record);
    },
  ],
  [
    "client",
    async ({ db }, { businessId, subjectId }) => {
      const client = await findClient(db, businessId, subjectId, null);
      return client && presentClient(client);
    },
  ],
  [
    "member",
    async ({ db }, event) => {
      const member = await findMember(db, salonOf(event), event.subjectId);
      return member && presentMember(member);
    },
  ],
  [
    "time_off",
    async ({ db }, event) => {
      const timeOff = await findTimeOff(db, salonOf(event), event.subjectId);
      return timeOff && presentTimeOff(timeOff);
    },
  ],
  ["salon", async (ctx, { salonId }) => presentSalon(await findItsSalon(ctx, ctx.db, salonId))],
]);

function salonOf({ businessId, salonId }: EventRow) {
  return { businessId, id: salonId };
}
