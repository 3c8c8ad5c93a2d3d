import type { PersonServed, Role } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Actor } from "../../context.ts";
import { DomainError, invalidInput, notFound } from "../../errors.ts";
import { findClientById, findClientOfUser, findContactOfUser, insertClient } from "./queries.ts";
import type { Contact, Served } from "./queries.ts";

/** The person served; `isNew` where the booking brings the record. */
export type ServedNow = Served & { readonly isNew: boolean };

/** Who books: a member who names a client acts as the salon; everyone else is a customer. */
export function isSalonBooking(role: Role | null, client: PersonServed | undefined): boolean {
  return role !== null && client !== undefined;
}

/**
 * The client record of the person served. A guest gives a name and a contact, and is always somebody new: matching
 * records would tell strangers who comes when. Throws `invalid_input`, `forbidden`, `not_found`.
 */
export async function personServed(
  tx: Tx,
  actor: Actor,
  businessId: number,
  role: Role | null,
  client: PersonServed | undefined,
): Promise<ServedNow> {
  if (client === undefined) return ownRecord(tx, actor, businessId);
  if ("id" in client) return knownClient(tx, businessId, role, client.id);
  if (actor.kind !== "user" && !client.email && !client.phone) {
    throw invalidInput(
      "/client/email",
      "contact_required",
      "A guest gives an e-mail address or a phone number.",
    );
  }
  return created(await insertClient(tx, businessId, client, null));
}

async function ownRecord(tx: Tx, actor: Actor, businessId: number): Promise<ServedNow> {
  if (actor.kind !== "user")
    throw invalidInput("/client", "client_required", "A guest says whom the booking is for.");
  const existing = await findClientOfUser(tx, businessId, actor.userId);
  if (existing) return known(existing);
  const contact: Contact | undefined = await findContactOfUser(tx, actor.userId);
  if (!contact) throw new DomainError("unauthenticated", "This account is gone.");
  const inserted = await insertClient(tx, businessId, contact, actor.userId);
  return inserted ? created(inserted) : known(await findClientOfUser(tx, businessId, actor.userId));
}

async function knownClient(
  tx: Tx,
  businessId: number,
  role: Role | null,
  clientId: string,
): Promise<ServedNow> {
  if (role === null)
    throw new DomainError("forbidden", "Only the salon's people book for its clients by their ids.");
  const client = await findClientById(tx, businessId, clientId);
  if (!client) throw notFound("client");
  return known(client);
}

function known(client: Served | undefined): ServedNow {
  if (!client) throw new Error("An account's record was neither there nor made");
  return { ...client, isNew: false };
}

function created(client: Served | undefined): ServedNow {
  if (!client) throw new Error("INSERT … RETURNING gave no row");
  return { ...client, isNew: true };
}
