import {
  BlockClient,
  Client,
  ClientImport,
  ClientPage,
  ClientRecord,
  ClientRef,
  CreateClient,
  EraseClient,
  ExportClients,
  ImportClients,
  ListClients,
  MergeClients,
  UnblockClient,
  UpdateClient,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import {
  blockClient,
  createClient,
  eraseClient,
  exportClients,
  getClient,
  importClients,
  listClients,
  mergeClients,
  unblockClient,
  updateClient,
} from "@salon/core";
import { z } from "zod";
import { readClients } from "../csv/read-clients.ts";
import { csvOf } from "../csv/write.ts";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const CLIENT_COLUMNS = [
  "id",
  "name",
  "email",
  "phone",
  "locale",
  "timeZone",
  "notes",
  "blockedAt",
  "visits",
  "noShows",
  "lateCancellations",
  "lastVisitAt",
  "createdAt",
] as const;
const tags = ["Clients"] as const;

export const clientsRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/clients", {
        summary: "Whom the business serves",
        tags,
        scope: "clients:read",
      }),
    )
    .input(ListClients)
    .output(ClientPage)
    .query(({ ctx, input }) => listClients(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/clients", {
        summary: "Record a client",
        tags,
        scope: "clients:write",
        location: ({ id }: Client, { salonId }: SalonRef) => `/salons/${salonId}/clients/${id}`,
      }),
    )
    .input(CreateClient)
    .output(Client)
    .mutation(({ ctx, input }) => createClient(ctx, input)),
  get: procedure
    .meta(
      rest("GET /salons/{salonId}/clients/{clientId}", {
        summary: "A client's record, with what became of their visits",
        tags,
        scope: "clients:read",
      }),
    )
    .input(ClientRef)
    .output(ClientRecord)
    .query(({ ctx, input }) => getClient(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/clients/{clientId}", {
        summary: "Change a client's record",
        tags,
        scope: "clients:write",
      }),
    )
    .input(UpdateClient)
    .output(Client)
    .mutation(({ ctx, input }) => updateClient(ctx, input)),
  merge: procedure
    .meta(
      rest("POST /salons/{salonId}/clients/{clientId}/merge", {
        summary: "Merge a duplicate into a client",
        tags,
        scope: "clients:write",
        problems: [409],
      }),
    )
    .input(MergeClients)
    .output(Client)
    .mutation(({ ctx, input }) => mergeClients(ctx, input)),
  block: procedure
    .meta(
      rest("POST /salons/{salonId}/clients/{clientId}/block", {
        summary: "Take no online bookings of a client",
        description:
          "Whoever books online in a salon of the business with the client's account, e-mail address or phone number is answered as if somebody else had just taken the time (409 `staff_busy`); their hold ends when they confirm it (`hold_expired`). What is booked stays. The salon's people may go on booking for them. A block ends with the record: erasing takes it away.",
        tags,
        scope: "clients:write",
      }),
    )
    .input(BlockClient)
    .output(Client)
    .mutation(({ ctx, input }) => blockClient(ctx, input)),
  unblock: procedure
    .meta(
      rest("POST /salons/{salonId}/clients/{clientId}/unblock", {
        summary: "Take a client's online bookings again",
        tags,
        scope: "clients:write",
      }),
    )
    .input(UnblockClient)
    .output(Client)
    .mutation(({ ctx, input }) => unblockClient(ctx, input)),
  export: procedure
    .meta(
      rest("GET /salons/{salonId}/clients/export", {
        summary: "The clients as a file for spreadsheets",
        description:
          "Comma-separated, with what became of their visits. A cell that begins like a formula has an apostrophe before it. More than 20,000 are refused with 409 `limit_reached`: ask for a part by `createdFrom` and `createdTo`.",
        tags,
        mediaType: "text/csv",
        attachment: "clients.csv",
        scope: "clients:write",
        problems: [409],
      }),
    )
    .input(ExportClients)
    .output(z.string())
    .query(async ({ ctx, input }) => csvOf(CLIENT_COLUMNS, await exportClients(ctx, input))),
  import: procedure
    .meta(
      rest("POST /salons/{salonId}/clients/import", {
        summary: "Record the clients of a file",
        description:
          "The first line names the columns: `name`, and any of `email`, `phone`, `locale`, `timeZone`, `notes`. Commas or semicolons. Lines that make no sense, and people whom the salon has already, are skipped and told of; nobody is merged. With `dryRun` nothing is recorded.",
        tags,
        scope: "clients:write",
        successStatus: 200,
        query: ["dryRun"],
      }),
    )
    .input(ImportClients)
    .output(ClientImport)
    .mutation(({ ctx, input: { csv, ...input } }) =>
      importClients(ctx, { ...input, file: readClients(csv) }),
    ),
  erase: procedure
    .meta(
      rest("DELETE /salons/{salonId}/clients/{clientId}", {
        summary: "Forget a client",
        description:
          "Empties the record, those that were merged into it and the notes of their visits, in every salon of the business. Sums stay, and so does an account. While a visit is open the answer is 409 `in_use`.",
        tags,
        scope: "clients:write",
        problems: [409],
      }),
    )
    .input(EraseClient)
    .output(z.void())
    .mutation(({ ctx, input }) => eraseClient(ctx, input)),
});
