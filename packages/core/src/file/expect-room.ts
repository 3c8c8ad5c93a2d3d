import type { FilePurpose } from "@salon/contracts";
import type { Tx } from "@salon/db";
import { DomainError } from "../errors.ts";
import { findUsage, lockOwner } from "./queries.ts";
import type { Owner } from "./queries.ts";
import { QUOTAS } from "./rules.ts";

/** Throws `limit_reached` where the owner would have more files, or more bytes of them, than there may be. */
export async function expectRoom(
  tx: Tx,
  purpose: FilePurpose,
  owner: Owner,
  sizeBytes: number,
): Promise<void> {
  await lockOwner(tx, purpose, owner);
  const usage = await findUsage(tx, purpose, owner);
  const quota = QUOTAS[quotaOf(purpose)];
  if (usage.files + 1 <= quota.files && usage.bytes + sizeBytes <= quota.bytes) return;
  const most = `${quota.files} files and ${quota.bytes / 1_000_000} MB`;
  throw new DomainError("limit_reached", `There may be ${most} here: remove some first.`);
}

function quotaOf(purpose: FilePurpose): keyof typeof QUOTAS {
  if (purpose === "user_photo") return "person";
  return purpose === "review_photo" ? "visit" : "salon";
}
