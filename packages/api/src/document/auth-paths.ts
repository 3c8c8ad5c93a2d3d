import {
  AskForMail,
  ChangePassword,
  ConfirmTwoFactor,
  CurrentSession,
  Done,
  GivePassword,
  IdentityProviders,
  ProviderCallback,
  RecoveryCodes,
  RenewedSession,
  ResetAsked,
  ResetPassword,
  RevokeSession,
  Sessions,
  SignedIn,
  SignedOut,
  SignedUp,
  SignIn,
  SignInElsewhere,
  SignInSocial,
  SignInTwoFactor,
  SignUp,
  TwoFactorOffer,
  TwoFactorRequired,
  Verified,
  VerifyEmail,
} from "@salon/contracts";
import { z } from "zod";

const SESSION = [{ session: [] }, { bearer: [] }];
const Empty = z.strictObject({});

type Operation = {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly path?: z.ZodObject;
  /** Left out where a browser is always sent elsewhere. */
  readonly answer?: z.ZodType;
  /** Whether a session is needed; else the operation is open. */
  readonly session?: boolean;
  /** Whether a browser may be sent elsewhere instead. */
  readonly goesOn?: boolean;
};

/** The operations below /api/auth, which no procedure stands behind. */
export const AUTH_PATHS = {
  "/api/auth/sign-up/email": post({
    id: "signUp",
    summary: "Open an account",
    description: "Signs nobody in, and answers alike for an address that has an account. A mail follows.",
    body: SignUp,
    answer: SignedUp,
  }),
  "/api/auth/sign-in/email": post({
    id: "signIn",
    summary: "Sign in",
    description:
      "Sets a session cookie and answers the same session's token for `Authorization: Bearer`. Where two-factor is enabled there is no session yet: `twoFactorToken` goes into the second step.",
    body: SignIn,
    answer: z.union([SignedIn, TwoFactorRequired]),
  }),
  "/api/auth/sign-in/two-factor": post({
    id: "signInTwoFactor",
    summary: "Sign in: the second step",
    description:
      "Takes a code of the authenticator app or a recovery code, each of them once. Five wrong codes lock the second factor for 15 minutes.",
    body: SignInTwoFactor,
    answer: SignedIn,
  }),
  "/api/auth/providers": get({
    id: "listProviders",
    summary: "Where else people may sign in",
    answer: IdentityProviders,
  }),
  "/api/auth/sign-in/social": post({
    id: "signInSocial",
    summary: "Sign in with an identity provider",
    description:
      "Answers where the browser goes. It comes back to `callbackURL` signed in, with `two_factor=required` behind it where the second step is still to come, or with `error`.",
    body: SignInSocial,
    answer: SignInElsewhere,
  }),
  "/api/auth/callback/{provider}": get({
    id: "providerCallback",
    summary: "Where a provider sends the browser back",
    path: z.object({ provider: z.string() }),
    query: ProviderCallback,
    goesOn: true,
  }),
  "/api/auth/sign-out": post({
    id: "signOut",
    summary: "End this session",
    body: Empty,
    answer: SignedOut,
    session: true,
  }),
  "/api/auth/verify-email": post({
    id: "verifyEmail",
    summary: "Confirm an address with the token of a mail",
    description: "What the page does that the mail's link opens; the token is the link's fragment.",
    body: VerifyEmail,
    answer: Verified,
  }),
  "/api/auth/send-verification-email": post({
    id: "sendVerificationEmail",
    summary: "Send the link that confirms an address again",
    body: AskForMail,
    answer: Done,
  }),
  "/api/auth/request-password-reset": post({
    id: "requestPasswordReset",
    summary: "Send a link for choosing a new password",
    description: "Answers alike for an address that has no account.",
    body: AskForMail,
    answer: ResetAsked,
  }),
  "/api/auth/reset-password": post({
    id: "resetPassword",
    summary: "Choose a new password with the token of a mail",
    description: "Ends every session.",
    body: ResetPassword,
    answer: Done,
  }),
  "/api/auth/change-password": post({
    id: "changePassword",
    summary: "Change the password",
    description: "Ends every session and answers the token of a new one.",
    body: ChangePassword,
    answer: SignedIn,
    session: true,
  }),
  "/api/auth/two-factor/enable": post({
    id: "enableTwoFactor",
    summary: "Begin with two-factor",
    description:
      "Answers the address for an authenticator app, and the recovery codes, once. It counts when a code has confirmed it.",
    body: GivePassword,
    answer: TwoFactorOffer,
    session: true,
  }),
  "/api/auth/two-factor/confirm": post({
    id: "confirmTwoFactor",
    summary: "Enable two-factor with a first code",
    description: "Ends every session and answers the token of a new one.",
    body: ConfirmTwoFactor,
    answer: RenewedSession,
    session: true,
  }),
  "/api/auth/two-factor/disable": post({
    id: "disableTwoFactor",
    summary: "Go without two-factor",
    description: "Ends every session and answers the token of a new one.",
    body: GivePassword,
    answer: RenewedSession,
    session: true,
  }),
  "/api/auth/two-factor/recovery-codes": post({
    id: "renewRecoveryCodes",
    summary: "New recovery codes in place of the old ones",
    body: GivePassword,
    answer: RecoveryCodes,
    session: true,
  }),
  "/api/auth/get-session": get({ id: "getSession", summary: "The current session", answer: CurrentSession }),
  "/api/auth/list-sessions": get({
    id: "listSessions",
    summary: "Where one is signed in",
    answer: Sessions,
    session: true,
  }),
  "/api/auth/revoke-session": post({
    id: "revokeSession",
    summary: "End one of one's sessions",
    body: RevokeSession,
    answer: Done,
    session: true,
  }),
  "/api/auth/revoke-other-sessions": post({
    id: "revokeOtherSessions",
    summary: "End every other session",
    body: Empty,
    answer: Done,
    session: true,
  }),
};

function post({ body = Empty, ...operation }: Operation) {
  const requestBody = { required: true, content: { "application/json": { schema: body } } };
  return {
    post: { ...described(operation, [400, 401, 403, 404, 409, 413, 415, 429, 500, 503]), requestBody },
  };
}

function get({ query, path, ...operation }: Operation) {
  return {
    get: {
      ...described(operation, [400, 401, 403, 404, 429, 500, 503]),
      ...((query ?? path) && { requestParams: { ...(query && { query }), ...(path && { path }) } }),
    },
  };
}

function described(
  { id, summary, description, answer, goesOn, session }: Operation,
  problems: readonly number[],
) {
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    tags: ["Accounts"],
    security: session ? SESSION : [],
    responses: {
      ...(answer && { 200: { description: "Done", content: { "application/json": { schema: answer } } } }),
      ...(goesOn && { 302: { description: "On to `callbackURL`" } }),
      ...Object.fromEntries(
        problems.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
      ),
    },
  };
}
