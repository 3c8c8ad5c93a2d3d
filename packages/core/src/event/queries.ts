import type { Tx } from "@salon/db";
import { events } from "@salon/db/schema";
import type { Actor } from "../context.ts";
import { newId } from "../ids.ts";
import type { NewEvent } from "./index.ts";

export async function insertEvents(
  tx: Tx,
  actor: Actor,
  requestId: string,
  happened: readonly NewEvent[],
): Promise<void> {
  await tx.insert(events).values(
    happened.map(({ type, salon, subjectId, occurredAt, data, previous = {} }) => ({
      publicId: newId(),
      businessId: salon.businessId,
      salonId: salon.id,
      type,
      subjectId,
      occurredAt,
      actorKind: actor.kind,
      actorId: actor.kind === "user" ? actor.userId : null,
      requestId,
      data,
      previous,
    })),
  );
}
