import { z } from "zod";
import { Id, ifVersion, Version } from "./ids.ts";
import { pageOf } from "./page.ts";
import { SCOPES } from "./scopes.ts";
import { line } from "./text.ts";
import { Instant, timestamps } from "./time.ts";

const Scopes = z
  .array(z.enum(SCOPES))
  .min(1)
  .max(SCOPES.length)
  .overwrite((scopes) => [...new Set(scopes)])
  .meta({ example: ["bookings:read", "bookings:write"] });

/** How another program acts for a salon. The key itself is told once, when it is made. */
export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    /** How the key begins, by which its owner knows it. */
    prefix: z.string().meta({ example: "sk_live_bXkV" }),
    scopes: z.array(z.string()),
    /** The account that made it. */
    createdBy: Id,
    /** The key in whose place this one came. */
    replaces: Id.nullable(),
    expiresAt: Instant.nullable(),
    /** To the hour. */
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyPage = pageOf(ApiKey).meta({ id: "ApiKeyPage" });

export const NewApiKey = ApiKey.extend({
  /** What is sent as `Authorization: Bearer`. Only a hash of it is kept: it is never told again. */
  key: z.string(),
}).meta({ id: "NewApiKey" });
export type NewApiKey = z.infer<typeof NewApiKey>;

export const ApiKeyRef = z.strictObject({ salonId: Id, keyId: Id });
export type ApiKeyRef = z.infer<typeof ApiKeyRef>;
export const VersionedApiKeyRef = ApiKeyRef.extend(ifVersion);
export type VersionedApiKeyRef = z.infer<typeof VersionedApiKeyRef>;

export const CreateApiKey = z
  .strictObject({ salonId: Id, name: line(80), scopes: Scopes, expiresAt: Instant.nullish() })
  .meta({ id: "CreateApiKey" });
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const UpdateApiKey = z
  .strictObject({
    salonId: Id,
    keyId: Id,
    ...ifVersion,
    name: line(80).optional(),
    scopes: Scopes.optional(),
    expiresAt: Instant.nullish(),
  })
  .meta({ id: "UpdateApiKey" });
export type UpdateApiKey = z.infer<typeof UpdateApiKey>;

export const RotateApiKey = z
  .strictObject({
    salonId: Id,
    keyId: Id,
    ...ifVersion,
    /** How long the old key works beside the new one. */
    overlapMinutes: z.int().min(0).max(10_080).default(1_440),
  })
  .meta({ id: "RotateApiKey" });
export type RotateApiKey = z.infer<typeof RotateApiKey>;
