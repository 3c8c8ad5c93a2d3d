import { randomUUIDv7 } from "node:crypto";
import type { Mailer } from "@salon/core";
import type { Db } from "@salon/db";
import { accounts, sessions, users, verifications } from "@salon/db/schema";
import { betterAuth } from "better-auth";
import type { BetterAuthOptions } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { isAPIError } from "better-auth/api";
import { bearer } from "better-auth/plugins";
import { authMails } from "./auth-mails.ts";
import type { BreachedPasswords } from "./breached-passwords.ts";
import type { Config } from "./config.ts";
import type { Logger } from "./logger.ts";
import { passwordRules } from "./password-rules.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { scrub } from "./scrub.ts";

export const AUTH_PATH = "/api/auth";
export const CLIENT_ADDRESS_HEADER = "x-client-address";
const SESSION_DAYS = 30;
const LINK_SECONDS = 3600;

export type Auth = {
  /** Throws `AuthRefusal` for what is refused, and as it is whatever else goes wrong. */
  readonly ask: (request: Request) => Promise<Response>;
  readonly sessionCookie: string;
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
  const options = {
    appName: "Salon",
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret,
    trustedOrigins: [...corsOrigins],
    // Written through the object that `Db` shows the reading half of.
    database: drizzleAdapter(db, {
      provider: "pg",
      transaction: true,
      schema: { user: users, account: accounts, session: sessions, verification: verifications },
    }),
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
      sendVerificationEmail: ({ user, token }) => mails.verifyEmail(user, token),
    },
    session: { expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400 },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: "error",
      log: (level, message) => level === "error" && log.error(`auth: ${scrub(message)}`),
    },
    onAPIError: { throw: true },
    advanced: {
      cookiePrefix: "salon",
      useSecureCookies: secure,
      database: { generateId: () => randomUUIDv7() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      // The server judges where a write comes from, for every route alike.
      disableCSRFCheck: true,
    },
    plugins: [bearer(), passwordRules(breachedPasswords)],
  } satisfies BetterAuthOptions;
  const { handler } = betterAuth(options);
  return {
    ask: (request) => handler(request).then(accepted, refused),
    sessionCookie: `${secure ? "__Secure-" : ""}salon.session_token`,
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
