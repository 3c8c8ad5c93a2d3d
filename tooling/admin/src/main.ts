import { defineCommand, runMain } from "citty";
import { createAdmin } from "./create-admin.ts";
import { restore, suspend } from "./judge.ts";
import { list } from "./list.ts";
import { revokeAdmin } from "./revoke-admin.ts";

/** `pnpm admin`: what the operator does without being signed in anywhere. */
await runMain(
  defineCommand({
    meta: { name: "pnpm admin", description: "Admins, salons and accounts, from the command line" },
    subCommands: { "create-admin": createAdmin, list, suspend, restore, "revoke-admin": revokeAdmin },
  }),
);
