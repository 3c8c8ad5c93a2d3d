import type { AppRouter } from "@salon/api";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

/** What each procedure takes: `RouterInputs["bookings"]["create"]`. */
export type RouterInputs = inferRouterInputs<AppRouter>;

/** What each procedure gives; instants are `Date`s. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
