import { z } from "zod";

/** What published reviews come to: an average to two decimals, none where there is no review. */
export const Rating = z.object({ average: z.number().nullable(), count: z.int() }).meta({ id: "Rating" });
export type Rating = z.infer<typeof Rating>;
