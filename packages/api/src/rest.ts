import type { RestMeta, RestMethod, RestOperation } from "@salon/rest-bridge";

type Extras = Omit<RestOperation, "method" | "path">;

/** `rest("POST /bookings", { … })`: the operation's place in the REST API and what its document says of it. */
export function rest(
  route: `${RestMethod} /${string}`,
  extras: Extras & { readonly summary: string; readonly tags: readonly [string] },
): RestMeta {
  const [method, path] = route.split(" ") as [RestMethod, `/${string}`];
  return { openapi: { method, path, ...extras } };
}

/** Open to everyone, signed in or not. */
export const open = { protect: false, security: [] } as const;

/** Open to a guest with a booking token, beside those who sign in. */
export const bookingHolder = { security: [{ session: [] }, { bookingToken: [] }] } as const;
