import {
  AskForMail,
  ChangePassword,
  ResetPassword,
  RevokeSession,
  SignIn,
  SignUp,
  VerifyEmail,
} from "@salon/contracts";
import { z } from "zod";

/** What is spent before an operation is carried out. */
export type Guard = "sign-in" | "mail";

export type AuthOperation = {
  readonly method: "GET" | "POST";
  readonly path: `/${string}`;
  /** Of the body of a POST, of the query of a GET. */
  readonly input: z.ZodType<Record<string, unknown>>;
  /** Its answer takes as long for an address that is known as for one that is not. */
  readonly even?: boolean;
  /** Whether the caller's session goes along. */
  readonly session?: boolean;
  readonly guard?: Guard;
};

const Nothing = z.strictObject({});

/** Everything that is open of better-auth; what is not listed does not exist. */
export const AUTH_OPERATIONS: readonly AuthOperation[] = [
  { method: "POST", path: "/sign-up/email", input: SignUp, even: true, guard: "mail" },
  { method: "POST", path: "/sign-in/email", input: SignIn, guard: "sign-in" },
  { method: "POST", path: "/sign-out", input: Nothing, session: true },
  { method: "GET", path: "/verify-email", input: VerifyEmail },
  { method: "POST", path: "/send-verification-email", input: AskForMail, even: true, guard: "mail" },
  { method: "POST", path: "/request-password-reset", input: AskForMail, even: true, guard: "mail" },
  { method: "POST", path: "/reset-password", input: ResetPassword },
  { method: "POST", path: "/change-password", input: ChangePassword, session: true },
  { method: "GET", path: "/get-session", input: Nothing, session: true },
  { method: "GET", path: "/list-sessions", input: Nothing, session: true },
  { method: "POST", path: "/revoke-session", input: RevokeSession, session: true },
  { method: "POST", path: "/revoke-other-sessions", input: Nothing, session: true },
];
