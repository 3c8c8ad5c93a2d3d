import type { Me } from "@salon/contracts";
import type { Membership, PersonRow } from "./queries.ts";

export function presentMe(person: PersonRow, memberships: readonly Membership[]): Me {
  const { id, name, email, emailVerified, phone, locale, timeZone, version, createdAt, updatedAt } = person;
  return {
    id,
    name,
    email,
    emailVerified,
    phone,
    locale,
    timeZone,
    memberships: [...memberships],
    version,
    createdAt,
    updatedAt,
  };
}
