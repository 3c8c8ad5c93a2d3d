import type { PersonServed } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { isBlocked } from "../../client/index.ts";
import type { Actor } from "../../context.ts";

type Whom = { readonly client?: PersonServed | undefined; readonly clientId?: string | undefined };

/**
 * Whether neither who books online nor whom they book for is blocked. Asked last of all, and answered with a refusal that
 * anybody may meet: of a block nobody learns, and least by asking for what cannot be.
 */
export async function isWelcome(
  tx: Tx,
  actor: Actor,
  businessId: number,
  { client, clientId }: Whom,
): Promise<boolean> {
  const contact = client && !("id" in client) ? client : undefined;
  const person = {
    clientId,
    email: contact?.email,
    phone: contact?.phone,
    userId: actor.kind === "user" ? actor.userId : undefined,
  };
  return !Object.values(person).some(Boolean) || !(await isBlocked(tx, businessId, person));
}
