import {
  AskForMail,
  ChangePassword,
  CurrentSession,
  Done,
  ResetAsked,
  ResetPassword,
  RevokeSession,
  Sessions,
  SignedIn,
  SignedOut,
  SignedUp,
  SignIn,
  SignUp,
  Verified,
  VerifyEmail,
} from "@salon/contracts";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { changePassword, signUp, verifyEmail } from "./accounts.ts";
import { currentSession, listSessions, revokeSession } from "./sessions.ts";

/** Asks better-auth as the caller; refusals are thrown as the API's. */
export type Ask = (method: "GET" | "POST", path: string, input?: object) => Promise<Response>;

export type AuthOperation = {
  readonly method: "GET" | "POST";
  readonly path: `/${string}`;
  /** Of the body of a POST, of the query of a GET. */
  readonly input: z.ZodType<Record<string, unknown>>;
  /** All that is answered: what better-auth says beyond it stays inside. */
  readonly output: z.ZodType;
  /** What is done where passing it on is not all. */
  readonly answer?: (ask: Ask, input: Record<string, unknown>, req: FastifyRequest) => Promise<unknown>;
  /** Its answer takes as long for an address that is known as for one that is not. */
  readonly even?: boolean;
  /** Whether the caller's session goes along. */
  readonly session?: boolean;
  /** What is spent on it. */
  readonly guard?: "sign-in" | "mail";
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
    even: true,
    guard: "mail",
  },
  { method: "POST", path: "/sign-in/email", input: SignIn, output: SignedIn, guard: "sign-in" },
  { method: "POST", path: "/sign-out", input: Nothing, output: SignedOut, session: true },
  { method: "GET", path: "/verify-email", input: VerifyEmail, output: Verified, answer: verifyEmail },
  {
    method: "POST",
    path: "/send-verification-email",
    input: AskForMail,
    output: Done,
    even: true,
    guard: "mail",
  },
  {
    method: "POST",
    path: "/request-password-reset",
    input: AskForMail,
    output: ResetAsked,
    even: true,
    guard: "mail",
  },
  { method: "POST", path: "/reset-password", input: ResetPassword, output: Done },
  {
    method: "POST",
    path: "/change-password",
    input: ChangePassword,
    output: SignedIn,
    answer: changePassword,
    session: true,
  },
  {
    method: "GET",
    path: "/get-session",
    input: Nothing,
    output: CurrentSession,
    answer: currentSession,
    session: true,
  },
  {
    method: "GET",
    path: "/list-sessions",
    input: Nothing,
    output: Sessions,
    answer: listSessions,
    session: true,
  },
  {
    method: "POST",
    path: "/revoke-session",
    input: RevokeSession,
    output: Done,
    answer: revokeSession,
    session: true,
  },
  { method: "POST", path: "/revoke-other-sessions", input: Nothing, output: Done, session: true },
];
