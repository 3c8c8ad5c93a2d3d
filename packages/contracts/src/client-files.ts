import { z } from "zod";
import { contact } from "./clients.ts";
import { Id } from "./ids.ts";
import { prose } from "./text.ts";
import { Instant } from "./time.ts";

/** Without a period: of all time. */
export const ExportClients = z.strictObject({
  salonId: Id,
  createdFrom: Instant.optional(),
  createdTo: Instant.optional(),
});
export type ExportClients = z.infer<typeof ExportClients>;

export const ExportBookings = z.strictObject({
  salonId: Id,
  from: Instant.optional(),
  to: Instant.optional(),
});
export type ExportBookings = z.infer<typeof ExportBookings>;

export const MAX_IMPORTED_LINES = 5_000;

export const ImportClients = z
  .strictObject({
    salonId: Id,
    /** A file's text: a line of column names, then a client a line, 5,000 at most. */
    csv: z.string().min(1).max(800_000).meta({ example: "name,email\nAlice,alice@example.com\n" }),
    dryRun: z.boolean().default(false),
  })
  .meta({ id: "ImportClients" });
export type ImportClients = z.infer<typeof ImportClients>;

/** A line of such a file. */
export const ImportedClient = z.strictObject({ ...contact, notes: prose(4000).nullish() });
export type ImportedClient = z.infer<typeof ImportedClient>;

const LineProblem = z.object({
  /** In the file, from 1. */
  line: z.int(),
  column: z.string().nullable(),
  code: z.enum(["invalid_value", "duplicate"]),
  message: z.string(),
});
export type LineProblem = z.infer<typeof LineProblem>;

export const ClientImport = z
  .object({
    /** How many were recorded, or would be. */
    created: z.int(),
    skipped: z.int(),
    /** Columns that mean nothing here. */
    ignoredColumns: z.array(z.string()),
    /** Why lines were skipped. */
    errors: z.array(LineProblem),
  })
  .meta({ id: "ClientImport" });
export type ClientImport = z.infer<typeof ClientImport>;
