import type { ClientImport, ImportedClient, LineProblem } from "@salon/contracts";
import type { Ctx } from "../../context.ts";
import { clientCreated, emit } from "../../event/index.ts";
import { openSalonToChange } from "../../salon/index.ts";
import { mayMoveClientFiles } from "../policy.ts";
import { presentClient } from "../present.ts";
import { newOnes } from "./new-ones.ts";
import { findKnownContacts, insertClients } from "./queries.ts";

const PORTION = 500;

export type ClientLine = { readonly line: number; readonly client: ImportedClient };

/** A file that was read: the lines that make sense, and what is the matter with the others. */
export type ClientFile = {
  readonly lines: readonly ClientLine[];
  readonly errors: readonly LineProblem[];
  readonly ignoredColumns: readonly string[];
};

/**
 * Records the clients of a file whom nobody knows yet, all or none. Who shares a contact with somebody is reported and
 * never merged: the salon's people do that. The same file again records nobody.
 */
export async function importClients(
  ctx: Ctx,
  {
    salonId,
    dryRun,
    file,
  }: { readonly salonId: string; readonly dryRun: boolean; readonly file: ClientFile },
): Promise<ClientImport> {
  return ctx.transact(async (tx) => {
    const found = await openSalonToChange(ctx, tx, salonId, mayMoveClientFiles);
    const { businessId } = found.salon;
    const people = file.lines.map(({ client }) => client);
    const { fresh, duplicates } = newOnes(file.lines, await findKnownContacts(tx, businessId, people));
    for (let start = 0; !dryRun && start < fresh.length; start += PORTION) {
      const rows = await insertClients(tx, businessId, fresh.slice(start, start + PORTION));
      await emit(ctx, tx, ...rows.map((row) => clientCreated(found, presentClient(row))));
    }
    const errors = [...file.errors, ...duplicates].toSorted((one, other) => one.line - other.line);
    return {
      created: fresh.length,
      skipped: new Set(errors.map(({ line }) => line)).size,
      ignoredColumns: [...file.ignoredColumns],
      errors,
    };
  });
}
