import type { Scene } from "./fill-calendar.ts";
import { dateIn, idOf } from "./furnish.ts";

/** Ben waits for a day on which the salon is closed: should it open after all, he is offered a time. */
export async function waitForClosedDay({
  salon,
  furnished,
  customers,
}: Omit<Scene, "chance">): Promise<void> {
  const closed = salon.overrides.find(({ hours }) => hours.length === 0);
  const [variant = ""] = salon.visits[0] ?? [];
  if (!closed) return;
  const date = dateIn(salon, closed.inDays);
  const items = [{ variantId: idOf(furnished.variants, variant) }];
  await customers.ben.waitlist.join({ salonId: furnished.salonId, items, from: date, to: date });
}
