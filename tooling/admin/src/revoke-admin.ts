import { revokeAdmin as revoke } from "@salon/core";
import { defineCommand } from "citty";
import { findUser } from "./find-subject.ts";
import { onPlatform, say } from "./on-platform.ts";

export const revokeAdmin = defineCommand({
  meta: { name: "revoke-admin", description: "Take an admin's level away; the account stays" },
  args: { who: { type: "positional", required: true, description: "E-mail address or id" } },
  run: ({ args: { who } }) =>
    onPlatform(async (platform) => {
      const { id, email } = await findUser(platform, who);
      await revoke(platform.ctx, { userId: id });
      say(`${email} is no admin any more.`);
    }),
});
