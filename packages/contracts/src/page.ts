import { z } from "zod";
import { Id } from "./ids.ts";

/** What every list takes: the page's size and where the last page ended. */
export const pageQuery = {
  limit: z.int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(512).optional(),
};

/** Everything of one kind that a salon has. */
export const ListOfSalon = z.strictObject({ salonId: Id, ...pageQuery });
export type ListOfSalon = z.infer<typeof ListOfSalon>;

/** A page of items; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export type Page<T> = { items: T[]; nextCursor: string | null };
export type PageQuery = { limit: number; cursor?: string | undefined };
