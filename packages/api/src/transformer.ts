import { deserialize, serialize } from "superjson";
import type { SuperJSONResult } from "superjson";
import { plainSuperjson } from "./plain-superjson.ts";

/** superjson, which on the way in takes dates and undefined only: it would revive RegExp, Error and huge numbers too. */
export const transformer = {
  serialize: (value: unknown) => plainSuperjson(value) ?? serialize(value),
  deserialize: (message: SuperJSONResult): unknown => deserialize(onlyDates(message)),
};

const ACCEPTED = new Set(["Date", "undefined"]);

function onlyDates(message: SuperJSONResult): SuperJSONResult {
  if (message.meta === undefined) return message;
  if (message.meta.referentialEqualities !== undefined || !namesAccepted(message.meta.values))
    throw new TypeError("Only dates and undefined are revived");
  return message;
}

/** superjson's annotations: names as leaves of nested arrays and records. */
function namesAccepted(annotations: unknown): boolean {
  if (typeof annotations === "string") return ACCEPTED.has(annotations);
  if (typeof annotations !== "object" || annotations === null) return annotations === undefined;
  return Object.values(annotations).every(namesAccepted);
}
