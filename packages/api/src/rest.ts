import type { Scope } from "@salon/contracts";
import type { RestMeta, RestMethod, RestOperation } from "@salon/rest-bridge";

type Extras = Omit<RestOperation, "method" | "path"> & {
  readonly summary: string;
  readonly tags: readonly [string];
  /** What an API key needs; without one no key may, unless the operation is open. */
  readonly scope?: Scope;
};

/** `rest("POST /bookings", { … })`: the operation's place in the REST API and what its document says of it. */
export function rest(
  route: `${RestMethod} /${string}`,
  { scope, security = SIGNED_IN, ...extras }: Extras,
): RestMeta {
  const [method, path] = route.split(" ") as [RestMethod, `/${string}`];
  return {
    openapi: { method, path, ...extras, security: scope ? [...security, { apiKey: [scope] }] : security },
  };
}

const SIGNED_IN = [{ session: [] }, { bearer: [] }] as const;

/** Open to everyone, signed in or not. */
export const open = { protect: false, security: [] } as const;

/** Open to a guest with a booking token, beside those who sign in. */
export const bookingHolder = { security: [...SIGNED_IN, { bookingToken: [] }] } as const;
