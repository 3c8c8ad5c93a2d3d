import type { Client, PersonServed } from "@salon/contracts";
import type { Tx } from "@salon/db";
import type { Standing } from "../../access/index.ts";
import type { Actor } from "../../context.ts";
import { DomainError, invalidInput, notFound } from "../../errors.ts";
import { presentClient } from "../../client/index.ts";
import type { ClientRow } from "../../client/index.ts";
import { findClientById, findClientOfUser, findContactOfUser, insertClient } from "./queries.ts";
import type { Contact, Served } from "./queries.ts";

/** The person served, with the record where the booking brings it. */
export type ServedNow = Served & { readonly created: Client | null };

/** Who books: a key, and a member who names a client, act as the salon; everyone else is a customer. */
export function isSalonBooking({ role, scopes }: Standing, client: PersonServed | undefined): boolean {
  return scopes !== null || (role !== null && client !== undefined);
}

export type Wanted = { readonly client?: PersonServed | undefined; readonly asSalon: boolean };

/**
 * The client record of the person served. A guest gives a name and a contact, and is always somebody new: matching
 * records would tell strangers who comes when. Throws `invalid_input`, `forbidden`, `not_found`.
 */
export async function personServed(
  tx: Tx,
  actor: Actor,
  businessId: number,
  { client, asSalon }: Wanted,
): Promise<ServedNow> {
  if (client === undefined) return ownRecord(tx, actor, businessId);
  if ("id" in client) return knownClient(tx, businessId, client.id, asSalon);
  if (actor.kind !== "user" && !asSalon && !client.email && !client.phone) {
    throw invalidInput(
      "/client/email",
      "contact_required",
      "A guest gives an e-mail address or a phone number.",
    );
  }
  if (actor.kind === "user" && !asSalon) await contactOf(tx, actor.userId);
  return created(await insertClient(tx, businessId, client, null));
}

async function ownRecord(tx: Tx, actor: Actor, businessId: number): Promise<ServedNow> {
  if (actor.kind !== "user") throw invalidInput("/client", "client_required", "Say whom the booking is for.");
  const existing = await findClientOfUser(tx, businessId, actor.userId);
  if (existing) return known(existing);
  const inserted = await insertClient(tx, businessId, await contactOf(tx, actor.userId), actor.userId);
  return inserted ? created(inserted) : known(await findClientOfUser(tx, businessId, actor.userId));
}

/** Throws `unauthenticated` for somebody who was erased meanwhile: nothing of theirs is written any more. */
async function contactOf(tx: Tx, userId: string): Promise<Contact> {
  const contact = await findContactOfUser(tx, userId);
  if (!contact) throw new DomainError("unauthenticated", "This account is gone.");
  return contact;
}

async function knownClient(
  tx: Tx,
  businessId: number,
  clientId: string,
  asSalon: boolean,
): Promise<ServedNow> {
  if (!asSalon)
    throw new DomainError("forbidden", "Only the salon's people book for its clients by their ids.");
  const client = await findClientById(tx, businessId, clientId);
  if (!client) throw notFound("client");
  return known(client);
}

function known(client: Served | undefined): ServedNow {
  if (!client) throw new Error("An account's record was neither there nor made");
  return { ...client, created: null };
}

function created(client: ClientRow | undefined): ServedNow {
  if (!client) throw new Error("INSERT … RETURNING gave no row");
  return { ...client, created: presentClient(client) };
}
