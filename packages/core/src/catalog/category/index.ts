import type { Db } from "@salon/db";
import { invalidInput, notFound } from "../../errors.ts";
import type { SalonRow } from "../../salon/index.ts";
import { findCategories } from "./queries.ts";
import type { CategoryRow } from "./queries.ts";

export { presentCategory } from "./present.ts";
export { findCategories } from "./queries.ts";

/** A live category of this salon. Throws `not_found`. */
export async function openCategory(db: Db, salon: SalonRow, categoryId: string): Promise<CategoryRow> {
  const [found] = await findCategories(db, salon, [categoryId]);
  if (!found) throw notFound("category");
  return found;
}

/** Throws `invalid_input` for a category that is not this salon's. */
export async function expectCategory(
  db: Db,
  salon: SalonRow,
  categoryId: string | null | undefined,
): Promise<void> {
  if (categoryId === null || categoryId === undefined) return;
  if ((await findCategories(db, salon, [categoryId])).length > 0) return;
  throw invalidInput("/categoryId", "unknown_category", "This salon has no such category.");
}
