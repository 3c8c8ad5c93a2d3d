import type { Me } from "@salon/contracts";
import type { Actor } from "../context.ts";
import type { Membership, PersonRow } from "./queries.ts";

/** The person as the caller, who is one or acts as one, sees them. */
export function presentMe(person: PersonRow, memberships: readonly Membership[], caller: Actor): Me {
  const { id, name, email, emailVerified, twoFactorEnabled, phone, locale, timeZone, imageId } = person;
  const { version, createdAt, updatedAt } = person;
  return {
    id,
    name,
    email,
    emailVerified,
    twoFactorEnabled,
    phone,
    locale,
    timeZone,
    imageId,
    impersonatedBy: (caller.kind === "user" && caller.impersonatorId) || null,
    memberships: [...memberships],
    version,
    createdAt,
    updatedAt,
  };
}
