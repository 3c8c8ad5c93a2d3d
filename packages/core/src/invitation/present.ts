import type { Invitation } from "@salon/contracts";
import type { InvitationRow } from "./queries.ts";

export function presentInvitation(row: InvitationRow): Invitation {
  const { id, email, role, status, invitedBy, expiresAt, sentAt, version, createdAt, updatedAt } = row;
  return { id, email, role, status, invitedBy, expiresAt, sentAt, version, createdAt, updatedAt };
}

/** Enough to know one's own address by, and not enough to write to. */
export function hintOf(email: string): string {
  const [name = "", domain = ""] = email.split("@");
  return `${[...name][0] ?? ""}…@${domain}`;
}
