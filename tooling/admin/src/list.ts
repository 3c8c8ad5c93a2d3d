import { listAdmins, listSalons, listUsers } from "@salon/core";
import type { Ctx } from "@salon/core";
import { defineCommand } from "citty";
import { onPlatform, say } from "./on-platform.ts";
import { table } from "./table.ts";

const LIMIT = 100;

type Listed = { readonly items: readonly object[]; readonly nextCursor: string | null };
type List = {
  readonly columns: readonly string[];
  read(ctx: Ctx, query: string | undefined): Promise<Listed>;
};

const LISTS: Readonly<Record<string, List>> = {
  admins: {
    columns: ["level", "email", "name", "userId"],
    read: (ctx) => listAdmins(ctx, { limit: LIMIT }),
  },
  salons: {
    columns: ["status", "slug", "name", "id"],
    read: (ctx, query) => listSalons(ctx, { query, limit: LIMIT }),
  },
  users: {
    columns: ["email", "name", "bannedAt", "id"],
    read: (ctx, query) => listUsers(ctx, { query, limit: LIMIT }),
  },
};

export const list = defineCommand({
  meta: { name: "list", description: "Show admins, salons or users" },
  args: {
    what: { type: "positional", default: "admins", description: Object.keys(LISTS).join(", ") },
    query: { type: "string", description: "A part of a salon's name, or of a user's name or address" },
    json: { type: "boolean", description: "All fields, as JSON" },
  },
  run: ({ args: { what, query, json } }) =>
    onPlatform(async ({ ctx }) => {
      const wanted = Object.hasOwn(LISTS, what) ? LISTS[what] : undefined;
      if (!wanted)
        throw new Error(`There is no list "${what}": it is one of ${Object.keys(LISTS).join(", ")}.`);
      const { items, nextCursor } = await wanted.read(ctx, query);
      say(json ? JSON.stringify(items, null, 2) : table(items, wanted.columns));
      if (nextCursor !== null) process.stderr.write(`These are the newest ${LIMIT}: --query finds others.\n`);
    }),
});
