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
import type { Auth, Caller, OwnSessions } from "@salon/runtime";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { changePassword, signIn, signUp, verifyEmail } from "./accounts.ts";
import { listProviders, providerCallback, signInSocial } from "./providers.ts";
import { currentSession, listSessions, revokeOtherSessions, revokeSession } from "./sessions.ts";
import { confirmTwoFactor, disableTwoFactor, enableTwoFactor } from "./two-factor.ts";
import { renewRecoveryCodes, signInTwoFactor, whoIsChallenged } from "./two-factor.ts";

/** Asks better-auth as the caller, or with other cookies; refusals are thrown as the API's. */
export type Ask = (
  method: "GET" | "POST",
  path: string,
  input?: object,
  cookie?: string,
) => Promise<Response>;

/** What an operation is carried out with. */
export type Call = {
  readonly ask: Ask;
  readonly input: Record<string, unknown>;
  readonly req: FastifyRequest;
  /** Whose session comes along, where the operation needs one. */
  readonly caller: () => Caller;
  readonly sessions: OwnSessions;
  readonly auth: Auth;
};

/** What an account is found by before an operation is carried out. */
export type GuessAt = Pick<Call, "input" | "req" | "auth">;

export type AuthOperation = {
  readonly method: "GET" | "POST";
  readonly path: `/${string}`;
  /** Of the body of a POST, of the query of a GET. */
  readonly input: z.ZodType<Record<string, unknown>>;
  /** All that is answered: what better-auth says beyond it stays inside. */
  readonly output: z.ZodType;
  /** What is done where passing it on is not all. */
  readonly answer?: (call: Call) => Promise<unknown>;
  /** What takes as long for an address that is known as for one that is not: its answers, or its refusals. */
  readonly even?: "answers" | "refusals";
  /** Whether the caller's session goes along; `own`: not that of an admin who acts as somebody else. */
  readonly session?: "optional" | "needed" | "own";
  /** What is spent on it. */
  readonly guard?: "secret" | "mail";
  /** Whose secret it is, where neither a session nor an e-mail address says so. */
  readonly account?: (call: GuessAt) => Promise<string | undefined>;
};

const Nothing = z.strictObject({});

/** Everything that is open of better-auth; what is not listed does not exist. */
export const AUTH_OPERATIONS: readonly AuthOperation[] = [
  {
    method: "POST",
    path: "/sign-up/email",
    input: SignUp,
    output: SignedUp,
    answer: signUp,
    even: "answers",
    guard: "mail",
  },
  {
    method: "POST",
    path: "/sign-in/email",
    input: SignIn,
    output: z.union([SignedIn, TwoFactorRequired]),
    answer: signIn,
    even: "refusals",
    guard: "secret",
  },
  {
    method: "POST",
    path: "/sign-in/two-factor",
    input: SignInTwoFactor,
    output: SignedIn,
    answer: signInTwoFactor,
    guard: "secret",
    account: whoIsChallenged,
  },
  { method: "GET", path: "/providers", input: Nothing, output: IdentityProviders, answer: listProviders },
  {
    method: "POST",
    path: "/sign-in/social",
    input: SignInSocial,
    output: SignInElsewhere,
    answer: signInSocial,
  },
  {
    method: "GET",
    path: "/callback/:provider",
    input: ProviderCallback,
    output: z.never(),
    answer: providerCallback,
  },
  { method: "POST", path: "/sign-out", input: Nothing, output: SignedOut, session: "optional" },
  { method: "POST", path: "/verify-email", input: VerifyEmail, output: Verified, answer: verifyEmail },
  {
    method: "POST",
    path: "/send-verification-email",
    input: AskForMail,
    output: Done,
    even: "answers",
    guard: "mail",
  },
  {
    method: "POST",
    path: "/request-password-reset",
    input: AskForMail,
    output: ResetAsked,
    even: "answers",
    guard: "mail",
  },
  { method: "POST", path: "/reset-password", input: ResetPassword, output: Done },
  {
    method: "POST",
    path: "/change-password",
    input: ChangePassword,
    output: SignedIn,
    answer: changePassword,
    session: "own",
    guard: "secret",
  },
  {
    method: "POST",
    path: "/two-factor/enable",
    input: GivePassword,
    output: TwoFactorOffer,
    answer: enableTwoFactor,
    session: "own",
    guard: "secret",
  },
  {
    method: "POST",
    path: "/two-factor/confirm",
    input: ConfirmTwoFactor,
    output: RenewedSession,
    answer: confirmTwoFactor,
    session: "own",
    guard: "secret",
  },
  {
    method: "POST",
    path: "/two-factor/disable",
    input: GivePassword,
    output: RenewedSession,
    answer: disableTwoFactor,
    session: "own",
    guard: "secret",
  },
  {
    method: "POST",
    path: "/two-factor/recovery-codes",
    input: GivePassword,
    output: RecoveryCodes,
    answer: renewRecoveryCodes,
    session: "own",
    guard: "secret",
  },
  {
    method: "GET",
    path: "/get-session",
    input: Nothing,
    output: CurrentSession,
    answer: currentSession,
    session: "optional",
  },
  {
    method: "GET",
    path: "/list-sessions",
    input: Nothing,
    output: Sessions,
    answer: listSessions,
    session: "needed",
  },
  {
    method: "POST",
    path: "/revoke-session",
    input: RevokeSession,
    output: Done,
    answer: revokeSession,
    session: "own",
  },
  {
    method: "POST",
    path: "/revoke-other-sessions",
    input: Nothing,
    output: Done,
    answer: revokeOtherSessions,
    session: "own",
  },
];
