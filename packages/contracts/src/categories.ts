import { z } from "zod";
import { Slug } from "./ids.ts";

/** A kind of salon, from the platform's fixed list. */
export const Category = z.object({ slug: Slug, name: z.string() }).meta({ id: "Category" });
export type Category = z.infer<typeof Category>;
