import type { InviteMember } from "@salon/contracts";
import { createSystemCtx, sendInvitation } from "@salon/core";
import type { Person, TestApi } from "./index.ts";

/** Does what the worker would do with every invitation that has been written so far. */
export async function sendInvitations({ deps, jobs }: TestApi): Promise<void> {
  for (const job of jobs) {
    if (job.name === "sendInvitation") await sendInvitation(createSystemCtx(deps, job.name), job.data);
  }
}

/** Of the newest mail to an address. */
export function tokenMailedTo({ mails }: TestApi, email: string): string {
  const mail = mails.findLast(({ to }) => to === email);
  if (!mail?.link) throw new Error(`No mail to ${email} has a link`);
  return new URL(mail.link).hash.slice(1);
}

/** Invites somebody, and gives what the link of the mail ends in. */
export async function invite(api: TestApi, inviter: Person, invited: InviteMember): Promise<string> {
  await inviter.api.members.invite(invited);
  await sendInvitations(api);
  return tokenMailedTo(api, invited.email);
}
