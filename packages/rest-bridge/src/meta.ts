/** Procedure meta that this package reads: `initTRPC.meta<RestMeta>()`. */
export type RestMeta = { readonly openapi?: RestOperation };

export type RestMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One REST operation. The fields up to `deprecated` are those of trpc-openapi and trpc-to-openapi; the others are
 * additive, so that meta written for this package still works there.
 */
export type RestOperation = {
  readonly enabled?: boolean;
  readonly method: RestMethod;
  /** `/bookings/{bookingId}`, without the prefix; each `{name}` is a field of the input. */
  readonly path: `/${string}`;
  /** Defaults to the router path in camelCase: `bookings.create` is `bookingsCreate`. */
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** `false` documents the operation as open to everyone, unless `security` says otherwise. */
  readonly protect?: boolean;
  readonly deprecated?: boolean;

  /** Defaults to 204 for an output of `z.void()`, 201 where `location` is given, else 200. */
  readonly successStatus?: 200 | 201 | 202 | 204;
  /** The path of what was made, without the prefix; answered as `Location`. Takes the path's own fields too. */
  readonly location?: (output: never, params: never) => string;
  /** Answered as a file of this name: `Content-Disposition` (RFC 6266). */
  readonly attachment?: `${string}.${string}`;
  /** The output is a text, answered as it is with this media type instead of JSON. */
  readonly mediaType?: `${string}/${string}`;
  /** The query field that takes a page's `nextCursor`. Defaults to `cursor`. */
  readonly cursorField?: string;
  /** OpenAPI security requirements; an empty list means none. */
  readonly security?: readonly Record<string, readonly string[]>[];
  /** Statuses of problems that this operation answers beside the general ones. */
  readonly problems?: readonly number[];
  readonly example?: { readonly request?: unknown; readonly response?: unknown };
  /** Input fields that a POST, PUT or PATCH takes from the query string, as `dryRun`. */
  readonly query?: readonly string[];
  /** Documents the `Idempotency-Key` header. Defaults to `optional` on mutations, `none` on queries. */
  readonly idempotencyKey?: "optional" | "required" | "none";
  /** Documents a `multipart/form-data` body. Such a route is served by the application, not mounted. */
  readonly multipart?: MultipartBody;
  /** RFC 3339; answered as `Deprecation` (RFC 9745). */
  readonly deprecation?: string;
  /** RFC 3339; answered as `Sunset` (RFC 8594). */
  readonly sunset?: string;
};

export type MultipartBody = {
  /** The form field that holds the file. */
  readonly file: string;
  readonly contentTypes?: readonly string[];
  readonly description?: string;
};
