import { z } from "zod";
import { Id } from "./ids.ts";
import { Instant } from "./time.ts";

/** A booking that a change of rules gets in the way of; people appear as ids. */
export const AffectedBooking = z
  .object({ id: Id, startsAt: Instant, endsAt: Instant, staffIds: z.array(Id), clientId: Id.nullable() })
  .meta({ id: "AffectedBooking" });
export type AffectedBooking = z.infer<typeof AffectedBooking>;
