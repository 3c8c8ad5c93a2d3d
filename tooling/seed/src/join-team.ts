import { createSystemCtx, sendInvitation } from "@salon/core";
import type { Runtime } from "@salon/runtime";
import { linkMailedTo } from "./accounts.ts";
import type { Accounts } from "./accounts.ts";
import type { DemoSalon } from "./demo-salon.ts";
import { PEOPLE } from "./people.ts";
import type { PersonName } from "./people.ts";

/** Makes people members as they become it: the owner invites them, and they follow the link. No worker need run. */
export async function joinTeam(
  runtime: Runtime,
  { owner, members }: DemoSalon,
  salonId: string,
  people: Accounts,
): Promise<void> {
  for (const [name, role] of Object.entries(members)) {
    const person = name as PersonName;
    const { email } = PEOPLE[person];
    const { id: invitationId } = await people[owner].api.members.invite({ salonId, email, role });
    await sendInvitation(createSystemCtx(runtime, "sendInvitation"), { invitationId });
    const link = new URL((await linkMailedTo(runtime, email)) ?? "");
    await people[person].api.invitations.accept({ token: link.hash.slice(1) });
  }
}
