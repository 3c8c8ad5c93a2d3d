import { ADMIN_LEVELS, MakeAdmin } from "@salon/contracts";
import { makeAdmin } from "@salon/core";
import { AUTH_PATH } from "@salon/runtime";
import { defineCommand } from "citty";
import { onPlatform, say } from "./on-platform.ts";
import type { Platform } from "./on-platform.ts";

export const createAdmin = defineCommand({
  meta: {
    name: "create-admin",
    description: "Give an account a level; opens the account where there is none",
  },
  args: {
    email: { type: "string", required: true, description: "The account's address, for which you vouch" },
    level: { type: "enum", options: [...ADMIN_LEVELS], required: true, description: "What the admin may do" },
    name: { type: "string", description: "Of a new account" },
  },
  run: ({ args: { email, level, name } }) =>
    onPlatform(async (platform) => {
      const asked = MakeAdmin.parse({ email, level, ...(name && { name }) });
      const { admin, hasPassword } = await makeAdmin(platform.ctx, asked);
      say(`${admin.email} is ${admin.level} now.`);
      if (!hasPassword)
        say(`Choose a password within an hour:\n${await passwordLink(platform, admin.email)}`);
    }),
});

/** As everybody gets it who has forgotten theirs, shown here and sent to nobody. */
async function passwordLink({ runtime, config, ctx, mails }: Platform, email: string): Promise<string> {
  const path = `${config.publicUrl}${AUTH_PATH}/request-password-reset`;
  const headers = { "content-type": "application/json" };
  const request = new Request(path, { method: "POST", headers, body: JSON.stringify({ email }) });
  await runtime.auth.ask(request, ctx.request.id);
  const link = mails.at(-1)?.link;
  if (!link) throw new Error("There is no link: ask for a new password in the usual way.");
  return link;
}
