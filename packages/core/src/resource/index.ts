import type { Db } from "@salon/db";
import { invalidInput } from "../errors.ts";
import type { SalonRow } from "../salon/index.ts";
import { findTypes } from "./type/queries.ts";

/** Where an input names a resource type. */
export type TypeMention = { readonly pointer: string; readonly resourceTypeId: string };

/** Throws `invalid_input` at the first that is not a live type of this salon. */
export async function expectResourceTypes(
  db: Db,
  salon: SalonRow,
  mentions: readonly TypeMention[],
): Promise<void> {
  if (mentions.length === 0) return;
  const ids = new Set(mentions.map(({ resourceTypeId }) => resourceTypeId));
  const known = new Set((await findTypes(db, salon, [...ids])).map(({ id }) => id));
  const unknown = mentions.find(({ resourceTypeId }) => !known.has(resourceTypeId));
  if (unknown)
    throw invalidInput(unknown.pointer, "unknown_resource_type", "This salon has no such resource type.");
}
