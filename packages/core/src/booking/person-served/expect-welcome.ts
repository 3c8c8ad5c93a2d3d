import type { PersonServed } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { REFUSAL_MESSAGES } from "../../availability/index.ts";
import { isBlocked } from "../../client/index.ts";
import type { Actor } from "../../context.ts";
import { DomainError } from "../../errors.ts";

type Whom = { readonly client?: PersonServed | undefined; readonly clientId?: string | undefined };

/**
 * For whoever books online: that neither they nor whom they book for are blocked. Throws `salon_not_bookable`, which a
 * salon that takes no bookings answers too: nobody learns of a block.
 */
export async function expectWelcome(
  tx: Tx,
  actor: Actor,
  businessId: number,
  { client, clientId }: Whom,
): Promise<void> {
  const contact = client && !("id" in client) ? client : undefined;
  const person = {
    clientId,
    email: contact?.email,
    phone: contact?.phone,
    userId: actor.kind === "user" ? actor.userId : undefined,
  };
  if (!Object.values(person).some(Boolean)) return;
  if (await isBlocked(tx, businessId, person))
    throw new DomainError("salon_not_bookable", REFUSAL_MESSAGES.salon_not_bookable);
}
