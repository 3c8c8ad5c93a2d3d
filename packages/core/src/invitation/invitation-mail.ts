import type { Role } from "@salon/contracts";
import type { Mail } from "../ports.ts";

const AS: Record<Role, string> = {
  stylist: "a stylist",
  receptionist: "a receptionist",
  manager: "a manager",
  owner: "an owner",
};

/** In plain text: a salon's name is its own words, and none of them is a line or markup of the mail. */
export function invitationMail(
  salonName: string,
  { email, role }: { readonly email: string; readonly role: Role },
  link: string,
): Mail {
  const name = salonName.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return {
    to: email,
    subject: `Invitation to ${name}`,
    text: `${name} invites you to join as ${AS[role]}. Accept within a week:

${link}

It needs an account with this address. If you do not know the salon, do nothing.
`,
    link,
  };
}
