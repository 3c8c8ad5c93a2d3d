import { z } from "zod";
import { Id, ifVersion, Version } from "./ids.ts";
import { ROLES } from "./members.ts";
import { line, Locale, Phone } from "./text.ts";
import { Instant, timestamps, TimeZone } from "./time.ts";

/** The signed-in person. */
export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    twoFactorEnabled: z.boolean(),
    phone: z.string().nullable(),
    locale: z.string().nullable(),
    timeZone: z.string().nullable(),
    /** The file that is their picture. */
    imageId: Id.nullable(),
    /** The admin who acts as this person in this session. */
    impersonatedBy: Id.nullable(),
    memberships: z.array(z.object({ salonId: Id, salonName: z.string(), role: z.enum(ROLES) })),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof Me>;

export const UpdateMe = z
  .strictObject({
    ...ifVersion,
    name: line(120).optional(),
    phone: Phone.nullish(),
    locale: Locale.nullish(),
    timeZone: TimeZone.nullish(),
    /** A file that was sent as `user_photo`; null: none. */
    imageId: Id.nullish(),
  })
  .meta({ id: "UpdateMe" });
export type UpdateMe = z.infer<typeof UpdateMe>;

const Kept = z.record(z.string(), z.unknown());

/** What is kept of the signed-in person; `records` by what they are records of. */
export const MyData = z
  .object({ exportedAt: Instant, person: Kept, records: z.record(z.string(), z.array(Kept)) })
  .meta({ id: "MyData" });
export type MyData = z.infer<typeof MyData>;
