import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import type { Configuration } from "oidc-provider";

/** Who signs in there next, and what the provider then says of them. */
export type Claims = { sub: string; email: string; email_verified: boolean; name: string };

export type IdentityProvider = AsyncDisposable & {
  readonly issuer: string;
  /** What a server is configured with. */
  readonly env: Readonly<Record<string, string>>;
  person: Claims;
};

const CLIENT = { client_id: "salon", client_secret: randomUUID() };

/** A real OpenID Connect provider on this machine, where everybody is signed in without being asked. */
export async function openIdentityProvider(redirectUri: string): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const opened: IdentityProvider = {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.client_id,
      OIDC_CLIENT_SECRET: CLIENT.client_secret,
      OIDC_NAME: "The test's own",
    },
    person: { sub: randomUUID(), email: "alice@example.com", email_verified: true, name: "Alice" },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  const provider = new Provider(issuer, configurationOf(redirectUri, opened));
  const answer = provider.callback();
  server.on("request", (req: IncomingMessage, res: ServerResponse) => {
    if (!req.url?.startsWith("/interaction/")) return void answer(req, res);
    void provider.interactionFinished(req, res, { login: { accountId: opened.person.sub } });
  });
  return opened;
}

function configurationOf(redirectUri: string, opened: IdentityProvider): Configuration {
  const scope = "openid email profile";
  return {
    clients: [{ ...CLIENT, redirect_uris: [redirectUri], response_types: ["code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    cookies: { keys: [randomUUID()] },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ ...opened.person, sub: accountId }) }),
    async loadExistingGrant({ oidc }) {
      const { client, session } = oidc;
      const grant = new oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope(scope);
      await grant.save();
      return grant;
    },
  };
}
