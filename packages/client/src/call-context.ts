import type { Operation } from "@trpc/client";

/** What one call says of itself beside its input. */
export type CallContext = {
  /** Of a mutation. Without one the client makes one: give it where a call outlives the page that began it. */
  readonly idempotencyKey?: string | undefined;
  /** A guest's, from `bookings.create`: opens that one booking. */
  readonly bookingToken?: string | undefined;
};

/** `client.bookings.cancel.mutate({ bookingId }, callWith({ bookingToken }))` */
export function callWith(context: CallContext): { context: CallContext } {
  return { context };
}

/** tRPC carries the context untyped. */
export function contextOf({ context }: Pick<Operation, "context">): CallContext {
  const { idempotencyKey, bookingToken } = context;
  return {
    ...(typeof idempotencyKey === "string" && { idempotencyKey }),
    ...(typeof bookingToken === "string" && { bookingToken }),
  };
}
