import {
  ApiKey,
  ApiKeyPage,
  ApiKeyRef,
  CreateApiKey,
  ListOfSalon,
  NewApiKey,
  RotateApiKey,
  UpdateApiKey,
  VersionedApiKeyRef,
} from "@salon/contracts";
import type { SalonRef } from "@salon/contracts";
import { createApiKey, getApiKey, listApiKeys, revokeApiKey, rotateApiKey, updateApiKey } from "@salon/core";
import { z } from "zod";
import { rest } from "../rest.ts";
import { procedure, router } from "../trpc.ts";

const tags = ["API keys"] as const;
const location = ({ id }: NewApiKey, { salonId }: SalonRef) => `/salons/${salonId}/api-keys/${id}`;

export const apiKeysRouter = router({
  list: procedure
    .meta(
      rest("GET /salons/{salonId}/api-keys", {
        summary: "A salon's API keys",
        description: "Keys that have ended are among them. What a key says is told only when it is made.",
        tags,
      }),
    )
    .input(ListOfSalon)
    .output(ApiKeyPage)
    .query(({ ctx, input }) => listApiKeys(ctx, input)),
  create: procedure
    .meta(
      rest("POST /salons/{salonId}/api-keys", {
        summary: "Make an API key",
        description:
          "Owners only, with a verified address. `key` is told here and never again. A salon has at most 50 keys that work (`limit_reached`).",
        tags,
        location,
        problems: [409],
      }),
    )
    .input(CreateApiKey)
    .output(NewApiKey)
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),
  get: procedure
    .meta(rest("GET /salons/{salonId}/api-keys/{keyId}", { summary: "An API key", tags }))
    .input(ApiKeyRef)
    .output(ApiKey)
    .query(({ ctx, input }) => getApiKey(ctx, input)),
  update: procedure
    .meta(
      rest("PATCH /salons/{salonId}/api-keys/{keyId}", {
        summary: "Change what a key is called, what it may and until when",
        description: "Holds from the key's next request on.",
        tags,
        problems: [409],
      }),
    )
    .input(UpdateApiKey)
    .output(ApiKey)
    .mutation(({ ctx, input }) => updateApiKey(ctx, input)),
  rotate: procedure
    .meta(
      rest("POST /salons/{salonId}/api-keys/{keyId}/rotate", {
        summary: "Put a new key in the place of another",
        description:
          "The new key has the name, the scopes and the end of the old one, which works beside it for `overlapMinutes` — a day unless you say otherwise, at most a week, and with 0 not at all.",
        tags,
        location,
        problems: [409],
      }),
    )
    .input(RotateApiKey)
    .output(NewApiKey)
    .mutation(({ ctx, input }) => rotateApiKey(ctx, input)),
  revoke: procedure
    .meta(
      rest("DELETE /salons/{salonId}/api-keys/{keyId}", {
        summary: "End an API key",
        description: "At once, and for good.",
        tags,
      }),
    )
    .input(VersionedApiKeyRef)
    .output(z.void())
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
});
