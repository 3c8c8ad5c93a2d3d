import { z } from "zod";
import { Id } from "./ids.ts";
import { Email, line, WebUrl } from "./text.ts";

/** Any characters; counted as a person would. One that is known from breaches is refused as `breached_password`. */
export const NewPassword = z
  .string()
  .refine((password) => [...password].length >= 10, "At least 10 characters.")
  .refine((password) => [...password].length <= 128, "At most 128 characters.")
  .refine((password) => password.isWellFormed(), "Half of a character is none.")
  .meta({ minLength: 10, maxLength: 128, format: "password", example: "correct horse battery" });

const GivenPassword = z
  .string()
  .min(1)
  .max(256)
  .meta({ format: "password", example: "correct horse battery" });
const MailedToken = z.string().min(1).max(2048);
/** A path in which a browser, or whatever normalises it, may find a host: `//`, dot segments, backslashes, controls. */
const MISLEADING = /\/\/|\/(?:\.|%2e){1,2}(?:\/|$)|\\|\p{Cc}/iu;
/** Where a browser goes afterwards: a path, or an address of an origin that the server trusts. */
const ReturnTo = z
  .string()
  .max(2048)
  .refine((to) => isPath(to) || isAddress(to), "A path without dot segments, or a web address.");

function isPath(to: string): boolean {
  const [path = ""] = to.split(/[?#]/, 1);
  return path.startsWith("/") && !MISLEADING.test(path) && !/\p{Cc}/u.test(to);
}

function isAddress(to: string): boolean {
  return /^https?:\/\/[^/\\]/i.test(to) && WebUrl.safeParse(to).success;
}

export const SignUp = z
  .strictObject({ name: line(120), email: Email, password: NewPassword })
  .meta({ id: "SignUp" });
export const SignIn = z
  .strictObject({ email: Email, password: GivenPassword, rememberMe: z.boolean().optional() })
  .meta({ id: "SignIn" });
export const VerifyEmail = z.strictObject({ token: MailedToken }).meta({ id: "VerifyEmail" });
export const AskForMail = z.strictObject({ email: Email }).meta({ id: "AskForMail" });
export const ResetPassword = z
  .strictObject({ token: MailedToken, newPassword: NewPassword })
  .meta({ id: "ResetPassword" });
export const ChangePassword = z
  .strictObject({ currentPassword: GivenPassword, newPassword: NewPassword })
  .meta({ id: "ChangePassword" });
export const GivePassword = z.strictObject({ password: GivenPassword }).meta({ id: "GivePassword" });
const AppCode = z
  .string()
  .regex(/^\d{6}$/, "The six digits that the authenticator app shows.")
  .meta({ example: "492039" });
export const ConfirmTwoFactor = z.strictObject({ code: AppCode }).meta({ id: "ConfirmTwoFactor" });
/** Either the app's code or one of the recovery codes; the token may stay away where the browser kept the cookie. */
export const SignInTwoFactor = z
  .strictObject({
    twoFactorToken: z.string().min(1).max(1024).optional(),
    code: AppCode.optional(),
    recoveryCode: z.string().trim().min(1).max(32).optional(),
  })
  .refine(({ code, recoveryCode }) => (code === undefined) !== (recoveryCode === undefined), {
    path: ["code"],
    message: "A code of the app, or a recovery code.",
  })
  .meta({ id: "SignInTwoFactor" });
export const SignInSocial = z
  .strictObject({ provider: z.string().min(1).max(40), callbackURL: ReturnTo })
  .meta({ id: "SignInSocial" });
const Returned = z.string().max(8192).optional();
/** What a provider sends a browser back with; anything else that it adds is left out. */
export const ProviderCallback = z.object({
  state: Returned,
  code: Returned,
  iss: Returned,
  user: Returned,
  error: Returned,
  error_description: Returned,
});
export const RevokeSession = z.strictObject({ id: Id }).meta({ id: "RevokeSession" });

const AuthUser = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    image: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "AuthUser" });

/** The same for a new address and for one that has an account. */
export const SignedUp = z.object({ token: z.null(), user: AuthUser }).meta({ id: "SignedUp" });
/** The token goes into `Authorization: Bearer` where there are no cookies. */
export const SignedIn = z.object({ token: z.string(), user: AuthUser }).meta({ id: "SignedIn" });
/** The password was right; the second factor is asked for at `/sign-in/two-factor`, within ten minutes. */
export const TwoFactorRequired = z
  .object({ twoFactorRequired: z.literal(true), twoFactorToken: z.string() })
  .meta({ id: "TwoFactorRequired" });
/** A session's new token; the old one has ended. */
export const RenewedSession = z.object({ token: z.string() }).meta({ id: "RenewedSession" });
/** Shown once. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: "RecoveryCodes" });
/** For an authenticator app, most often as a QR code; counts once a code of the app has confirmed it. */
export const TwoFactorOffer = z
  .object({ totpUri: z.string(), recoveryCodes: z.array(z.string()) })
  .meta({ id: "TwoFactorOffer" });
/** Who else may say who somebody is, as this server is configured. */
export const IdentityProviders = z
  .object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
  .meta({ id: "IdentityProviders" });
/** Where the browser goes to sign in. */
export const SignInElsewhere = z.object({ url: z.string() }).meta({ id: "SignInElsewhere" });
export const Session = z
  .object({
    id: Id,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;
/** Both null for who is not signed in. */
export const CurrentSession = z
  .object({ session: Session.nullable(), user: AuthUser.nullable() })
  .meta({ id: "CurrentSession" });
export const Sessions = z.object({ items: z.array(Session) }).meta({ id: "Sessions" });
export const Done = z.object({ status: z.literal(true) }).meta({ id: "Done" });
export const SignedOut = z.object({ success: z.boolean() });
export const Verified = z.object({ status: z.boolean(), user: z.unknown() });
export const ResetAsked = z.object({ status: z.literal(true), message: z.string() });
