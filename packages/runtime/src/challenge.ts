import { z } from "zod";

/** Whether a challenge was solved. Rejects where nobody says. */
export type VerifyChallenge = (response: string, address: string) => Promise<boolean>;

export type ChallengeService = { readonly verifyUrl: string; readonly secret: string };

const PATIENCE_MS = 5_000;
const Verdict = z.object({ success: z.boolean() });

/** Asks a service that speaks `siteverify`, as Turnstile, hCaptcha and reCAPTCHA do. */
export function challengeVerifier({ verifyUrl, secret }: ChallengeService): VerifyChallenge {
  return async (response, address) => {
    const answer = await fetch(verifyUrl, {
      method: "POST",
      body: new URLSearchParams({ secret, response, remoteip: address }),
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) throw new Error(`The challenge's service answered ${answer.status}`);
    return Verdict.parse(await answer.json()).success;
  };
}
