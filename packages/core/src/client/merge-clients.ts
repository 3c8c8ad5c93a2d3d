import type { Client, MergeClients } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { moveSeries, releaseExpiredHolds, tellOfBookings } from "../booking/index.ts";
import { lockCalendars } from "../calendar/index.ts";
import type { Ctx } from "../context.ts";
import { DomainError, expectVersion, invalidInput, notFound } from "../errors.ts";
import { emit } from "../event/index.ts";
import { moveIntakes } from "../intake/index.ts";
import { openSalonToChange } from "../salon/index.ts";
import { mayMergeClients } from "./policy.ts";
import { presentClient } from "./present.ts";
import {
  archiveInto,
  findHoldsOf,
  lockBookingsOf,
  lockClients,
  moveBookings,
  saveClient,
} from "./queries.ts";
import type { ClientRow } from "./queries.ts";
import { merged } from "./rules.ts";

/**
 * One person, recorded twice: their bookings come together under one record. Throws `client_busy` where visits overlap,
 * and `two_accounts`: an account's visits, and what it may do with them, are never given to another.
 */
export async function mergeClients(ctx: Ctx, input: MergeClients): Promise<Client> {
  const { salonId, clientId, duplicateId, ifVersion } = input;
  return ctx.transact(async (tx) => {
    const { salon, now } = await openSalonToChange(ctx, tx, salonId, mayMergeClients);
    const { businessId } = salon;
    const [client, duplicate] = await lockBoth(tx, businessId, { clientId, duplicateId });
    expectVersion(client.version, ifVersion);
    expectOneAccount(client, duplicate);
    await lockBookingsOf(tx, duplicate);
    await lockCalendars(tx, businessId, [client.calendarId, duplicate.calendarId]);
    await releaseExpiredHolds(
      ctx,
      tx,
      businessId,
      await findHoldsOf(tx, businessId, [client.id, duplicate.id]),
      now,
    );
    const moved = await moveBookings(tx, duplicate, client);
    await moveSeries(tx, duplicate, client.id);
    await archiveInto(tx, duplicate, client.id);
    await moveIntakes(tx, duplicate, client.id);
    const kept = presentClient(await saveClient(tx, client, merged(client, duplicate)));
    await emit(ctx, tx, {
      type: "client.merged",
      salon,
      subjectId: client.id,
      occurredAt: now,
      data: { id: client.id, version: kept.version, duplicateId: duplicate.id },
      previous: { version: client.version },
      audit: { before: presentClient(client), after: { ...kept, duplicateId: duplicate.id } },
    });
    await tellOfBookings(ctx, tx, moved, {
      type: "booking.updated",
      now,
      former: { clientId: duplicate.id },
    });
    return kept;
  });
}

function expectOneAccount({ userId }: ClientRow, duplicate: ClientRow): void {
  if (userId === null || duplicate.userId === null || userId === duplicate.userId) return;
  throw new DomainError("two_accounts", "They sign in with two accounts, each with visits of its own.");
}

async function lockBoth(
  tx: Tx,
  businessId: number,
  { clientId, duplicateId }: Pick<MergeClients, "clientId" | "duplicateId">,
): Promise<[ClientRow, ClientRow]> {
  const found = await lockClients(tx, businessId, [clientId, duplicateId]);
  const byId = (wanted: string) => found.find(({ id }) => id === wanted.toLowerCase());
  const [client, duplicate] = [byId(clientId), byId(duplicateId)];
  if (!client || !duplicate) throw notFound("client");
  if (client === duplicate) throw invalidInput("/duplicateId", "same_client", "This is the client itself.");
  return [client, duplicate];
}
