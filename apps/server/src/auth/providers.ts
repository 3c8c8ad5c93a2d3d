import { refuse } from "@salon/api";
import type { Call } from "./operations.ts";
import { pairsNamed } from "./two-factor.ts";

export async function listProviders({ auth }: Call) {
  return { items: auth.providers };
}

/** Refusals bring the browser back to `callbackURL` as well, with `error` behind it. */
export function signInSocial({ ask, input }: Call): Promise<Response> {
  const { callbackURL } = input;
  return ask("POST", "/sign-in/social", { ...input, errorCallbackURL: callbackURL, disableRedirect: true });
}

/** The browser that began must be the one that comes back. Throws `not_found` for a provider that is not configured. */
export function providerCallback({ ask, input, req, auth }: Call): Promise<Response> {
  const { provider } = req.params as { provider: string };
  if (!auth.providers.some(({ id }) => id === provider)) refuse("not_found", "Nobody signs in there.");
  const cookie = pairsNamed([auth.stateCookie], (req.headers.cookie ?? "").split(/; */));
  return ask("GET", `/callback/${encodeURIComponent(provider)}`, input, cookie);
}
