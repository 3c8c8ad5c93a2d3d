import { refuse } from "@salon/api";
import { sessionTokenOf } from "../credentials.ts";
import type { Call, GuessAt } from "./operations.ts";

const PAIR = /^([\w.-]+)=[\w.%~-]+$/;

/** Throws `email_not_verified`: who has not proved an address does not lock its owner out of it. */
export async function enableTwoFactor({ ask, input, caller }: Call) {
  if (!caller().actor.emailVerified) refuse("email_not_verified", "Confirm your e-mail address first.");
  const answer = await ask("POST", "/two-factor/enable", input);
  const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] };
  return { totpUri: totpURI, recoveryCodes: backupCodes };
}

export async function confirmTwoFactor({ ask, input }: Call): Promise<Response> {
  return renewed(await ask("POST", "/two-factor/verify-totp", input));
}

export async function disableTwoFactor({ ask, input }: Call): Promise<Response> {
  return renewed(await ask("POST", "/two-factor/disable", input));
}

export async function renewRecoveryCodes({ ask, input }: Call) {
  const answer = await ask("POST", "/two-factor/generate-backup-codes", input);
  const { backupCodes } = (await answer.json()) as { backupCodes: string[] };
  return { recoveryCodes: backupCodes };
}

/** The second step of a sign-in: better-auth wants its cookies, which who has none gives as a token. */
export function signInTwoFactor(call: Call): Promise<Response> {
  const { code, recoveryCode } = call.input;
  const path = code === undefined ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp";
  return call.ask("POST", path, { code: code ?? recoveryCode }, challengeOf(call));
}

/** Whose code is guessed, in whichever of their sign-ins. */
export function whoIsChallenged(call: GuessAt): Promise<string | undefined> {
  return call.auth.challenged(challengeOf(call));
}

function challengeOf({ input: { twoFactorToken }, req, auth }: GuessAt): string {
  const cookies =
    typeof twoFactorToken === "string"
      ? Buffer.from(twoFactorToken, "base64url").toString()
      : (req.headers.cookie ?? "");
  return pairsNamed(auth.challengeCookies, cookies.split(/; */));
}

/** A sign-in's answer; where a second factor is asked for, better-auth's cookies as a token too. */
export async function signedInOrChallenged(answer: Response, { auth }: Call): Promise<Response> {
  const body = (await answer.clone().json()) as { twoFactorRedirect?: boolean };
  if (!body.twoFactorRedirect) return answer;
  const set = answer.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
  const twoFactorToken = Buffer.from(pairsNamed(auth.challengeCookies, set)).toString("base64url");
  return Response.json({ twoFactorRequired: true, twoFactorToken }, { headers: answer.headers });
}

/** Those of a header's cookies that are called so, and are nothing but a name and a value. */
export function pairsNamed(names: readonly string[], pairs: readonly string[]): string {
  return pairs.filter((pair) => names.includes(PAIR.exec(pair)?.[1] ?? "")).join("; ");
}

/** The session's new token is in its cookie alone. */
function renewed(answer: Response): Response {
  const token = sessionTokenOf(answer.headers.get("set-auth-token") ?? "");
  return Response.json({ token }, { headers: answer.headers });
}
