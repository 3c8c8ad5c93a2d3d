import { createSystemCtx, makeAdmin } from "@salon/core";
import type { Config, Runtime } from "@salon/runtime";
import { apiAs, openAccounts } from "./accounts.ts";
import { chanceFrom } from "./chance.ts";
import { fillCalendar } from "./fill-calendar.ts";
import { furnish } from "./furnish.ts";
import { hangPhotos } from "./hang-photos.ts";
import { PEOPLE } from "./people.ts";
import { reviewVisits } from "./review-visits.ts";
import { SALONS } from "./salons/index.ts";
import { waitForClosedDay } from "./wait-for-closed-day.ts";

/** Makes the demo in a database without it, as its people would: through the API's operations. */
export async function makeDemo(runtime: Runtime, config: Config): Promise<void> {
  const people = await openAccounts(runtime, config);
  await makeAdmin(createSystemCtx(runtime, "demo"), { email: PEOPLE.sue.email, level: "superadmin" });
  const customers = {
    alice: people.alice.api,
    ben: people.ben.api,
    anybody: apiAs(runtime, { kind: "anonymous" }),
  };
  // Businesses of their own: nothing of one is in the way of another.
  await Promise.all(
    SALONS.map(async (salon, nth) => {
      const furnished = await furnish(runtime, salon, people);
      const place = { salon, furnished, customers };
      await Promise.all([
        fillCalendar({ ...place, chance: chanceFrom(2_027 + nth) }),
        hangPhotos(runtime, salon, furnished, people),
      ]);
      await reviewVisits(place);
      await waitForClosedDay(place);
    }),
  );
}
