import { BanUser, JudgeSalon, SuspendSalon, UnbanUser } from "@salon/contracts";
import { banUser, restoreSalon, suspendSalon, unbanUser } from "@salon/core";
import { defineCommand } from "citty";
import type { CommandDef } from "citty";
import { findSalon, findUser } from "./find-subject.ts";
import { onPlatform, say } from "./on-platform.ts";
import type { Platform } from "./on-platform.ts";

type Judge = (platform: Platform, which: string, reason: string | undefined) => Promise<string>;

/** Takes a salon from the public, or shuts somebody out. */
export const suspend = judging("suspend", "Take from the public", true, {
  async salon(platform, which, reason) {
    const { id: salonId } = await findSalon(platform, which);
    const { name, status } = await suspendSalon(platform.ctx, SuspendSalon.parse({ salonId, reason }));
    return `${name} is ${status}.`;
  },
  async user(platform, which, reason) {
    const { id: userId } = await findUser(platform, which);
    const { email } = await banUser(platform.ctx, BanUser.parse({ userId, reason }));
    return `${email} is banned, and signed out everywhere.`;
  },
});

/** Takes that back. */
export const restore = judging("restore", "Take a suspension back", false, {
  async salon(platform, which, reason) {
    const { id: salonId } = await findSalon(platform, which);
    const { name, status } = await restoreSalon(platform.ctx, JudgeSalon.parse({ salonId, reason }));
    return `${name} is ${status}.`;
  },
  async user(platform, which, reason) {
    const { id: userId } = await findUser(platform, which);
    const { email } = await unbanUser(platform.ctx, UnbanUser.parse({ userId, reason }));
    return `${email} may sign in again.`;
  },
});

function judging(
  name: string,
  description: string,
  needsReason: boolean,
  kinds: { readonly salon: Judge; readonly user: Judge },
): CommandDef {
  const reason = {
    type: "string",
    required: needsReason,
    description: "Why: kept in the audit log",
  } as const;
  const commandFor = (kind: "salon" | "user", which: string) =>
    defineCommand({
      meta: { name: kind, description: `${description}: a ${kind}` },
      args: { which: { type: "positional", required: true, description: which }, reason },
      run: ({ args }) =>
        onPlatform(async (platform) => say(await kinds[kind](platform, args.which, args.reason))),
    });
  return defineCommand({
    meta: { name, description },
    subCommands: {
      salon: commandFor("salon", "Id or slug"),
      user: commandFor("user", "Id or e-mail address"),
    },
  });
}
