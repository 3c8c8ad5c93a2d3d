import type { BetterAuthOptions } from "better-auth";

const SHORT_MS = 2 * 86_400_000;

/**
 * better-auth knows by a cookie alone that a session is not to be remembered. Whoever comes without it, as with a bearer
 * token, would make a month of the day.
 */
export const sessionLength = {
  session: {
    update: {
      async before(change, ctx) {
        const current = ctx?.context.session?.session;
        if (!change.expiresAt || !current) return;
        const { expiresAt, updatedAt } = current;
        if (expiresAt.getTime() - updatedAt.getTime() < SHORT_MS) return { data: { expiresAt, updatedAt } };
      },
    },
  },
} satisfies BetterAuthOptions["databaseHooks"];
