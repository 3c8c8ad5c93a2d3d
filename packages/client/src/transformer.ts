import { SuperJSON } from "superjson";
import type { SuperJSONResult } from "superjson";

/** superjson without its notes on values that occur twice, which the server does not take; the values are there twice. */
export const transformer = {
  serialize(value: unknown): SuperJSONResult {
    const { json, meta } = SuperJSON.serialize(value);
    const { referentialEqualities: _, ...notes } = meta ?? {};
    return Object.keys(notes).length === 0 ? { json } : { json, meta: notes };
  },
  deserialize: (message: SuperJSONResult): unknown => SuperJSON.deserialize(message),
};
