import type { Role } from "@salon/contracts";
import { createSystemCtx, sendInvitation } from "@salon/core";
import type { Persona, TestServer } from "../testing.ts";

/** Invites somebody over HTTP and does the worker's part; what the link of the mail ends in. */
export async function invite(
  { runtime, mailTo }: TestServer,
  inviter: Persona,
  salonId: string,
  invited: { readonly email: string; readonly role: Role },
): Promise<string> {
  const { status, body } = await inviter.rest("POST", `/salons/${salonId}/members`, invited);
  if (status !== 201) throw new Error(`Inviting was answered with ${status}: ${JSON.stringify(body)}`);
  await sendInvitation(createSystemCtx(runtime, "sendInvitation"), { invitationId: String(body["id"]) });
  return new URL((await mailTo(invited.email)).link ?? "").hash.slice(1);
}

/** Makes somebody a member as people become it: invited over HTTP, and by the link of the mail. */
export async function joinTeam(
  server: TestServer,
  inviter: Persona,
  salonId: string,
  person: Persona,
  role: Role,
): Promise<void> {
  const token = await invite(server, inviter, salonId, { email: person.email, role });
  const { status, body } = await person.rest("POST", "/invitations/accept", { token });
  if (status !== 200) throw new Error(`Accepting was answered with ${status}: ${JSON.stringify(body)}`);
}
