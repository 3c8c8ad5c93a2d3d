import type { Db } from "@salon/db";
import { invalidInput } from "../errors.ts";
import { findUnknownCategories } from "./queries.ts";

/** Throws `invalid_input` for a category that is not on the platform's list. */
export async function expectKnownCategories(db: Db, slugs: readonly string[] | undefined): Promise<void> {
  if (!slugs || slugs.length === 0) return;
  const [unknown] = await findUnknownCategories(db, slugs);
  if (unknown === undefined) return;
  throw invalidInput(
    `/categories/${slugs.indexOf(unknown)}`,
    "unknown_category",
    `There is no category ${unknown}.`,
  );
}
