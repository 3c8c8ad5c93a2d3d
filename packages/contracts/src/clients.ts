import { z } from "zod";
import { Id, ifVersion, Version } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { Email, line, Locale, Phone, prose } from "./text.ts";
import { Instant, timestamps, TimeZone } from "./time.ts";

export const contact = {
  name: line(120),
  email: Email.nullish(),
  phone: Phone.nullish(),
  locale: Locale.nullish(),
  timeZone: TimeZone.nullish(),
};

/** The business's own record of a person it serves, with or without an account. */
export const Client = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    locale: z.string().nullable(),
    timeZone: z.string().nullable(),
    notes: z.string().nullable(),
    /** Since when the business takes no online booking with their account, address or number. */
    blockedAt: Instant.nullable(),
    blockReason: z.string().nullable(),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Client" });
export type Client = z.infer<typeof Client>;
export const ClientPage = pageOf(Client).meta({ id: "ClientPage" });

/** A client with what became of their visits, in all salons of the business. */
export const ClientRecord = Client.extend({
  visits: z.object({
    completed: z.int(),
    noShows: z.int(),
    /** Cancelled by them past the window. */
    lateCancellations: z.int(),
    /** When the last completed one began. */
    lastVisitAt: Instant.nullable(),
  }),
}).meta({ id: "ClientRecord" });
export type ClientRecord = z.infer<typeof ClientRecord>;

export const ListClients = z.strictObject({
  salonId: Id,
  /** Part of a name, an e-mail address or a phone number. */
  query: line(120).optional(),
  /** Only those who are blocked, or only those who are not. */
  blocked: z.boolean().optional(),
  updatedSince: Instant.optional(),
  ...pageQuery,
});
export type ListClients = z.infer<typeof ListClients>;

export const CreateClient = z
  .strictObject({ salonId: Id, ...contact, notes: prose(4000).nullish() })
  .meta({ id: "CreateClient" });
export type CreateClient = z.infer<typeof CreateClient>;

export const UpdateClient = z
  .strictObject({
    salonId: Id,
    clientId: Id,
    ...ifVersion,
    ...z.strictObject(contact).partial().shape,
    notes: prose(4000).nullish(),
  })
  .meta({ id: "UpdateClient" });
export type UpdateClient = z.infer<typeof UpdateClient>;

export const ClientRef = z.strictObject({ salonId: Id, clientId: Id });
export type ClientRef = z.infer<typeof ClientRef>;

export const EraseClient = ClientRef.extend(ifVersion);
export type EraseClient = z.infer<typeof EraseClient>;

export const BlockClient = ClientRef.extend({ ...ifVersion, reason: line(300).nullish() }).meta({
  id: "BlockClient",
});
export type BlockClient = z.infer<typeof BlockClient>;

export const UnblockClient = ClientRef.extend(ifVersion);
export type UnblockClient = z.infer<typeof UnblockClient>;

/** Moves the bookings of `duplicateId` to `clientId` and archives the duplicate. */
export const MergeClients = z
  .strictObject({ salonId: Id, clientId: Id, duplicateId: Id, ...ifVersion })
  .meta({ id: "MergeClients" });
export type MergeClients = z.infer<typeof MergeClients>;
