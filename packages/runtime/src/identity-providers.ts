import type { BetterAuthOptions } from "better-auth";
import { genericOAuth } from "better-auth/plugins";
import type { Config } from "./config.ts";

/** For a button on the sign-in page. */
export type IdentityProvider = { readonly id: string; readonly name: string };

/** Who else may say who somebody is, as configured: each with state, PKCE, and a nonce where the protocol has one. */
export function identityProviders({ google, apple, oidc }: Config["providers"]) {
  const listed: IdentityProvider[] = [
    ...(google ? [{ id: "google", name: "Google" }] : []),
    ...(apple ? [{ id: "apple", name: "Apple" }] : []),
    ...(oidc ? [{ id: "oidc", name: oidc.name }] : []),
  ];
  const options = {
    socialProviders: { ...(google && { google }), ...(apple && { apple }) },
    account: {
      // An address joins the two only where the provider vouches for it; see `forgetUnproved` for the other half.
      accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: false },
      updateAccountOnSignIn: false,
    },
    user: {
      validateUserInfo: ({ user, source }) =>
        source.method === "oauth" && source.action !== "sign-in" && user.emailVerified !== true
          ? { error: "email_not_verified" }
          : undefined,
    },
    databaseHooks: {
      account: {
        create: {
          // Nothing is asked of a provider later on.
          before: async () => ({ data: { accessToken: null, refreshToken: null, idToken: null } }),
        },
      },
    },
  } satisfies BetterAuthOptions;
  return { listed, options, plugin: genericOAuth({ config: oidc ? [discovered(oidc)] : [] }) };
}

function discovered({ issuer, ...client }: NonNullable<Config["providers"]["oidc"]>) {
  return {
    ...client,
    providerId: "oidc",
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    scopes: ["openid", "email", "profile"],
  };
}
