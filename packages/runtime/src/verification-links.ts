import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import type { Asked } from "./auth-caller.ts";

type Links = Asked["context"]["internalAdapter"];

/** better-auth's links prove themselves and would do so again: each is kept until it is followed. */
export function verificationLinks() {
  const handler = createAuthMiddleware(async (ctx) => {
    const query = ctx.query as { token: string };
    const kept = await ctx.context.internalAdapter.consumeVerificationValue(identifierOf(query.token));
    // A link that is none is judged by better-auth, which knows where a browser may go on to.
    return kept ? undefined : { context: { query: { ...query, token: "none" } } };
  });
  return {
    id: "verification-links",
    hooks: { before: [{ matcher: ({ path }) => path === "/verify-email", handler }] },
  } satisfies BetterAuthPlugin;
}

export async function keepLink(links: Links, userId: string, token: string, seconds: number): Promise<void> {
  await links.createVerificationValue({
    identifier: identifierOf(token),
    value: verificationOf(userId),
    expiresAt: new Date(Date.now() + seconds * 1000),
  });
}

/** What is kept with each of a person's links, so that all of them can be taken back. */
export function verificationOf(userId: string): string {
  return `verify-email:${userId}`;
}

function identifierOf(token: string): string {
  return `verify-email:${token}`;
}
