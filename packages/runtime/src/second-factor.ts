import { createHash, randomBytes } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import { deleteSessionCookie } from "better-auth/cookies";
import { twoFactor } from "better-auth/plugins";
import type { Asked } from "./auth-caller.ts";
import { callerOf } from "./auth-caller.ts";

export const CHALLENGE_COOKIE = "two_factor";
const CHALLENGE_SECONDS = 600;
/** Longer than a code is taken for, a step to either side of the clock's. */
const CODE_MS = 180_000;

/** A code of an authenticator app, or one of ten recovery codes. Five wrong ones lock the second factor for a while. */
export function secondFactor() {
  return [
    twoFactor({
      accountLockout: { maxFailedAttempts: 5, durationSeconds: 900 },
      twoFactorCookieMaxAge: CHALLENGE_SECONDS,
    }),
    eachCodeOnce(),
    afterProvider(),
  ] as const;
}

/** Who reads a code over somebody's shoulder is too late. */
function eachCodeOnce() {
  const handler = createAuthMiddleware(async (ctx) => {
    const userId = await codeAskedOf(ctx);
    const { code } = ctx.body as { code: string };
    if (userId === undefined) return;
    await takeCode(ctx, `${userId}:${code}`);
  });
  return {
    id: "each-code-once",
    hooks: { before: [{ matcher: ({ path }) => path === "/two-factor/verify-totp", handler }] },
  } satisfies BetterAuthPlugin;
}

/** A provider's word is the first factor: better-auth asks for the second after passwords only. */
function afterProvider() {
  const handler = createAuthMiddleware(async (ctx) => {
    const made = ctx.context.newSession;
    const location = isAPIError(ctx.context.returned)
      ? new Headers(ctx.context.returned.headers as ConstructorParameters<typeof Headers>[0]).get("location")
      : null;
    if (made?.user["twoFactorEnabled"] !== true || location === null) return;
    const { internalAdapter, secret } = ctx.context;
    deleteSessionCookie(ctx, true);
    await internalAdapter.deleteSession(made.session.token);
    ctx.context.setNewSession(null);

    const { name, attributes } = ctx.context.createAuthCookie(CHALLENGE_COOKIE, {
      maxAge: CHALLENGE_SECONDS,
    });
    const identifier = `2fa-${randomBytes(20).toString("hex")}`;
    const expiresAt = new Date(Date.now() + CHALLENGE_SECONDS * 1000);
    await internalAdapter.createVerificationValue({ identifier, value: made.user.id, expiresAt });
    const attempts = `2fa-attempts-${identifier}`;
    await internalAdapter.createVerificationValue({ identifier: attempts, value: "0", expiresAt });
    await ctx.setSignedCookie(name, identifier, secret, attributes);
    throw ctx.redirect(`${location}${location.includes("?") ? "&" : "?"}two_factor=required`);
  });
  return {
    id: "second-factor-after-provider",
    hooks: { after: [{ matcher: ({ path }) => path === "/callback/:id", handler }] },
  } satisfies BetterAuthPlugin;
}

/** Of two who take it at once, the key lets one. */
async function takeCode({ context: { adapter } }: Asked, code: string): Promise<void> {
  const [now, id] = [Date.now(), uuidOf(code)];
  const at = { createdAt: new Date(now), updatedAt: new Date(now), expiresAt: new Date(now + CODE_MS) };
  const data = { id, identifier: `code:${id}`, value: "taken", ...at };
  try {
    await adapter.create({ model: "verification", data, forceAllowId: true });
  } catch (error) {
    const taken = await adapter.findOne({ model: "verification", where: [{ field: "id", value: id }] });
    throw taken ? new APIError("UNAUTHORIZED", { code: "INVALID_CODE", message: "Taken" }) : error;
  }
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Read without the cookie's signature: better-auth judges that, and nobody guesses a challenge. */
export async function challengedBy(
  challenges: Pick<Asked["context"]["internalAdapter"], "findVerificationValue">,
  cookies: string,
  name: string,
): Promise<string | undefined> {
  const challenge = new RegExp(`(?:^|; *)${name}=(2fa-(?!attempts-)[\\w-]+)`).exec(cookies)?.[1];
  return challenge && (await challenges.findVerificationValue(challenge))?.value;
}

/** Whose code is asked for: of the sign-in that goes on, else of the session. */
async function codeAskedOf(ctx: Asked): Promise<string | undefined> {
  const { name } = ctx.context.createAuthCookie(CHALLENGE_COOKIE);
  const challenge = await ctx.getSignedCookie(name, ctx.context.secret);
  if (!challenge) return (await callerOf(ctx))?.id;
  return (await ctx.context.internalAdapter.findVerificationValue(challenge))?.value;
}
