import { z } from "zod";

/** What published reviews come to; no average where there is none. */
export const Rating = z.object({ average: z.number().nullable(), count: z.int() }).meta({ id: "Rating" });
export type Rating = z.infer<typeof Rating>;
