import type { Db } from "@salon/db";
import { allow } from "../access/index.ts";
import { notFound } from "../errors.ts";
import type { FoundSalon } from "../salon/index.ts";
import { mayHaveFeedOf } from "./policy.ts";
import { findFeed } from "./queries.ts";
import type { FeedRow } from "./queries.ts";

/** A feed of one's own, or to a manager anybody's. Throws `not_found`, `forbidden`. */
export async function openFeed(
  db: Db,
  { salon, standing }: Pick<FoundSalon, "salon" | "standing">,
  feedId: string,
): Promise<FeedRow> {
  const found = await findFeed(db, salon, feedId);
  if (!found) throw notFound("calendar feed");
  allow(mayHaveFeedOf(found.userId)(standing), standing, "calendar feed");
  return found;
}
