import { z } from "zod";

/** Public identifier of anything: a UUID, opaque to callers, in lower case once it is in. */
export const Id = z.uuid().toLowerCase().meta({ example: "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11" });
export type Id = z.infer<typeof Id>;

/** A salon's id, or its slug where a person may type it. */
export const IdOrSlug = z.string().trim().min(1).max(80);

export const Slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Lower-case letters, digits and single hyphens.")
  .min(3)
  .max(60);

/** Version of an editable object; raised by one with every change (the number inside its ETag). */
export const Version = z.int().min(1);

/** On writes: the version the caller has seen. REST takes it from `If-Match`. */
export const ifVersion = { ifVersion: Version.optional() };
