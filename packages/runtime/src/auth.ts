import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUIDv7 } from "node:crypto";
import type { Mailer } from "@salon/core";
import type { Db } from "@salon/db";
import { betterAuth } from "better-auth";
import type { BetterAuthOptions } from "better-auth";
import { isAPIError } from "better-auth/api";
import { bearer } from "better-auth/plugins";
import { authMails } from "./auth-mails.ts";
import type { AskedWith } from "./auth-record.ts";
import { authStore } from "./auth-store.ts";
import type { BreachedPasswords } from "./breached-passwords.ts";
import type { Config } from "./config.ts";
import type { Logger } from "./logger.ts";
import { identityProviders } from "./identity-providers.ts";
import type { IdentityProvider } from "./identity-providers.ts";
import { passwordRules } from "./password-rules.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { scrub } from "./scrub.ts";
import { CHALLENGE_COOKIE, challengedBy, secondFactor } from "./second-factor.ts";
import { sessionLength } from "./session-length.ts";
import { keepLink, verificationLinks } from "./verification-links.ts";

export const AUTH_PATH = "/api/auth";
export const CLIENT_ADDRESS_HEADER = "x-client-address";
const SESSION_DAYS = 30;
const LINK_SECONDS = 3600;

export type Auth = {
  /** Throws `AuthRefusal` for what is refused, and as it is whatever else goes wrong. */
  readonly ask: (request: Request, requestId: string) => Promise<Response>;
  readonly sessionCookie: string;
  /** What a sign-in that still needs its second factor goes on with. */
  readonly challengeCookies: readonly string[];
  /** Whose second factor is asked for, by the cookies of a sign-in that goes on. */
  readonly challenged: (cookies: string) => Promise<string | undefined>;
  /** What a browser comes back from an identity provider with. */
  readonly stateCookie: string;
  readonly providers: readonly IdentityProvider[];
};

type AuthNeeds = {
  readonly config: Config;
  readonly secret: string;
  readonly db: Db;
  readonly mailer: Mailer;
  readonly log: Logger;
  readonly breachedPasswords: BreachedPasswords;
};

export function openAuth({ config, secret, db, mailer, log, breachedPasswords }: AuthNeeds): Auth {
  const { publicUrl, corsOrigins } = config;
  const mails = authMails(mailer, publicUrl);
  const secure = publicUrl.startsWith("https:");
  const asked = new AsyncLocalStorage<AskedWith>();
  const providers = identityProviders(config.providers);
  const options = {
    ...providers.options,
    appName: "Salon",
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret,
    trustedOrigins: [...corsOrigins],
    database: authStore(db, () => asked.getStore() ?? { requestId: "none", path: "" }),
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: 10,
      maxPasswordLength: 256,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: LINK_SECONDS,
      password: { hash: hashPassword, verify: verifyPassword },
      sendResetPassword: ({ user, token }) => mails.resetPassword(user, token),
      onExistingUserSignUp: ({ user }) => mails.alreadyHere(user),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: LINK_SECONDS,
      async sendVerificationEmail({ user, token }) {
        const { internalAdapter } = await auth.$context;
        await keepLink(internalAdapter, user.id, token, LINK_SECONDS);
        await mails.verifyEmail(user, token);
      },
    },
    verification: { storeIdentifier: "hashed" },
    databaseHooks: { ...providers.options.databaseHooks, ...sessionLength },
    session: { expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400 },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: "error",
      log: (level, message) => level === "error" && log.error(`auth: ${scrub(message)}`),
    },
    onAPIError: { throw: true, errorURL: `${publicUrl}/sign-in-failed` },
    advanced: {
      cookiePrefix: "salon",
      useSecureCookies: secure,
      database: { generateId: () => randomUUIDv7() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      // The server judges where a write comes from, for every route alike.
      disableCSRFCheck: true,
      disableOriginCheck: false,
    },
    plugins: [
      bearer(),
      passwordRules(breachedPasswords),
      verificationLinks(),
      providers.plugin,
      ...secondFactor(),
    ],
  } satisfies BetterAuthOptions;
  const auth = betterAuth(options);
  const cookieName = (name: string) => `${secure ? "__Secure-" : ""}salon.${name}`;
  return {
    ask: (request, requestId) =>
      asked.run({ requestId, path: new URL(request.url).pathname.slice(AUTH_PATH.length) }, () =>
        auth.handler(request).then(accepted, refused),
      ),
    sessionCookie: cookieName("session_token"),
    challengeCookies: [cookieName(CHALLENGE_COOKIE), cookieName("dont_remember")],
    challenged: async (cookies) =>
      challengedBy((await auth.$context).internalAdapter, cookies, cookieName(CHALLENGE_COOKIE)),
    stateCookie: cookieName("state"),
    providers: providers.listed,
  };
}

/** `code` is better-auth's own. */
export class AuthRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: unknown) {
    super("The operation was refused");
    this.name = "AuthRefusal";
    this.status = status;
    this.code = String(code);
  }
}

async function accepted(response: Response): Promise<Response> {
  if (response.status < 400) return response;
  const body = (await response.json().catch(() => null)) as { code?: unknown } | null;
  throw new AuthRefusal(response.status, body?.code);
}

function refused(error: unknown): never {
  throw isAPIError(error) ? new AuthRefusal(error.statusCode, error.body?.["code"]) : error;
}
