import { AuthRefusal } from "@salon/runtime";
import type { Call } from "./operations.ts";
import { signedInOrChallenged } from "./two-factor.ts";

/** Two at once with one address: the second finds the first one's account and is answered like any other. */
export async function signUp({ ask, input }: Call): Promise<Response> {
  try {
    return await ask("POST", "/sign-up/email", input);
  } catch (error) {
    if (!(error instanceof AuthRefusal) || error.status !== 422) throw error;
    return ask("POST", "/sign-up/email", input);
  }
}

export async function signIn(call: Call): Promise<Response> {
  return signedInOrChallenged(await call.ask("POST", "/sign-in/email", call.input), call);
}

/** better-auth would do it for a GET, which whoever looks into a mail may send. */
export function verifyEmail({ ask, input }: Call): Promise<Response> {
  return ask("GET", "/verify-email", input);
}

export function changePassword({ ask, input }: Call): Promise<Response> {
  return ask("POST", "/change-password", { ...input, revokeOtherSessions: true });
}
