import { expect, test, vi } from "vitest";
import { openIdentityProvider } from "../testing/identity-provider.ts";
import { totpOf } from "../testing/totp.ts";
import { Visitor } from "../testing/visitor.ts";
import { openTestServer } from "../testing.ts";

// The provider warns of keys and a memory that are good enough for a test.
vi.spyOn(console, "warn").mockReturnValue();
vi.spyOn(console, "info").mockReturnValue();

const PUBLIC = "http://localhost:3000";
const CALLBACK = `${PUBLIC}/api/auth/callback/oidc`;
const json = (body: object) => ({
  method: "POST",
  headers: { "content-type": "application/json", origin: PUBLIC },
  body: JSON.stringify(body),
});

async function openSalon() {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(await openIdentityProvider(CALLBACK));
  const server = opening.use(await openTestServer(provider.env));
  const opened = opening.move();
  const visitor = () => new Visitor(PUBLIC, server.url);

  async function send(browser: Visitor): Promise<string> {
    const wish = json({ provider: "oidc", callbackURL: "/welcome" });
    const begun = await browser.fetch(`${PUBLIC}/api/auth/sign-in/social`, wish);
    return ((await begun.json()) as { url: string }).url;
  }
  /** The address that the provider sends the browser back to, not yet opened. */
  async function begin(browser: Visitor): Promise<string> {
    const url = await send(browser);
    return (await browser.follow(url, (here) => here.startsWith(CALLBACK))).at(-1) ?? "";
  }
  async function come(browser: Visitor, callback: string): Promise<string> {
    const answer = await browser.fetch(callback);
    return `${answer.status} ${(answer.headers.get("location") ?? "").replace(PUBLIC, "")}`;
  }
  async function whoIs(browser: Visitor) {
    const answer = await browser.fetch(`${PUBLIC}/api/v1/me`);
    return (await answer.json()) as Record<string, unknown>;
  }
  return {
    provider,
    server,
    visitor,
    send,
    begin,
    come,
    whoIs,
    signIn: async (browser: Visitor) => come(browser, await begin(browser)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

test("Alice signs in with a provider, has an account from then on, and keeps it", async () => {
  await using salon = await openSalon();
  const { provider, server } = salon;
  expect((await server.send("GET", "/api/auth/providers")).body).toEqual({
    items: [{ id: "oidc", name: "The test's own" }],
  });
  const alice = salon.visitor();
  const begun = new URL(await salon.send(alice));
  expect(Object.fromEntries(begun.searchParams)).toMatchObject({
    code_challenge_method: "S256",
    nonce: expect.stringMatching(/^[\w-]{32}$/) as string,
    state: expect.stringMatching(/^[\w-]{32}$/) as string,
  });
  expect(await salon.signIn(alice)).toBe("302 /welcome");
  const { id } = await salon.whoIs(alice);
  expect(await salon.whoIs(alice)).toMatchObject({ email: provider.person.email, emailVerified: true });
  const other = salon.visitor();
  expect(await salon.signIn(other)).toBe("302 /welcome");
  expect(await salon.whoIs(other)).toMatchObject({ id });
  const kept = await server.runtime.db.execute("select access_token, refresh_token, id_token from accounts");
  expect([...kept]).toEqual([{ access_token: null, refresh_token: null, id_token: null }]);
  const log = await server.runtime.db.execute<{ action: string; after: object }>(
    "select action, after from audit_log order by id",
  );
  expect(log.map(({ action }) => action)).toEqual(["user.signed_up", "provider.linked"]);
  expect(log[1]).toMatchObject({ after: { providerId: "oidc" } });
});

test("an address that the provider does not vouch for opens no account and joins none", async () => {
  await using salon = await openSalon();
  const { provider, server } = salon;
  provider.person.email_verified = false;
  const mallory = salon.visitor();
  expect(await salon.signIn(mallory)).toMatch(/^302 \/welcome\?error=email_not_verified/);
  const alice = await server.signUp("Alice");
  provider.person.email = alice.email;
  expect(await salon.signIn(mallory)).toMatch(/^302 \/welcome\?error=account_not_linked/);
  expect(await salon.whoIs(mallory)).toMatchObject({ code: "unauthenticated" });
});

test("a verified address joins the account that proved it, and its password stays", async () => {
  await using salon = await openSalon();
  const alice = await salon.server.signUp("Alice");
  salon.provider.person.email = alice.email;
  const browser = salon.visitor();
  expect(await salon.signIn(browser)).toBe("302 /welcome");
  expect(await salon.whoIs(browser)).toMatchObject({ id: alice.userId });
  expect(await salon.server.signIn(alice)).toMatchObject({ status: 200 });
});

test("who opened an account with another's address loses it to the owner, password and session", async () => {
  await using salon = await openSalon();
  const mallory = await salon.server.signUp("Alice", { verified: false });
  salon.provider.person.email = mallory.email;
  const alice = salon.visitor();
  expect(await salon.signIn(alice)).toBe("302 /welcome");
  expect(await salon.whoIs(alice)).toMatchObject({ id: mallory.userId, emailVerified: true });
  expect(await mallory.rest("GET", "/me")).toMatchObject({ status: 401 });
  expect(await salon.server.signIn(mallory)).toMatchObject({ status: 401 });
});

test("another's answer, an old one and an invented one sign nobody in", async () => {
  await using salon = await openSalon();
  const [alice, mallory] = [salon.visitor(), salon.visitor()];
  const callback = await salon.begin(alice);
  expect(await salon.come(mallory, callback)).toMatch(/error=state_mismatch/);
  expect(await salon.come(alice, callback.replace(/state=[^&]+/, `state=${"x".repeat(32)}`))).toMatch(
    /error=/,
  );
  expect(await salon.come(alice, callback.replace(/code=[^&]+/, "code=invented"))).toMatch(
    /error=invalid_code/,
  );
  expect(await salon.come(alice, callback)).toMatch(/error=state_mismatch/);

  const again = await salon.begin(alice);
  expect(await salon.come(alice, again)).toBe("302 /welcome");
  expect(await salon.come(alice, again)).toMatch(/error=state_mismatch/);
  const stolen = new URL(again).searchParams.get("code") ?? "";
  const fresh = await salon.begin(mallory);
  expect(await salon.come(mallory, fresh.replace(/code=[^&]+/, `code=${stolen}`))).toMatch(
    /error=invalid_code/,
  );
  expect(await salon.whoIs(mallory)).toMatchObject({ code: "unauthenticated" });
});

test("a provider's answer as a form, which comes without cookies, is brought again with them", async () => {
  await using salon = await openSalon();
  const alice = salon.visitor();
  const { search } = new URL(await salon.begin(alice));
  const form = await fetch(`${salon.server.url}/api/auth/callback/oidc`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://appleid.apple.com" },
    body: search.slice(1),
    redirect: "manual",
  });
  expect(form.status).toBe(303);
  const location = form.headers.get("location") ?? "";
  expect(await salon.come(alice, PUBLIC + location)).toBe("302 /welcome");
});

test("a browser is sent to this site or a trusted one only, and to no unknown provider", async () => {
  await using salon = await openSalon();
  const begin = (provider: string, callbackURL: string) =>
    salon.server.send("POST", "/api/auth/sign-in/social", { provider, callbackURL });
  for (const elsewhere of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e//evil.example",
    "/welcome/..//evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "https:/\\evil.example",
    "javascript:alert(1)",
  ])
    expect(await begin("oidc", elsewhere)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/callbackURL" }] },
    });
  expect(await begin("google", "/")).toMatchObject({ status: 404 });
  for (const here of ["/", "/a/b.c/?d=//e", `${PUBLIC}/welcome`])
    expect(await begin("oidc", here)).toMatchObject({ status: 200 });
});

test("a provider's word is one factor: who has a second one is asked for it", async () => {
  await using salon = await openSalon();
  const { server } = salon;
  const alice = await server.signUp("Alice");
  salon.provider.person.email = alice.email;
  const bearer = { authorization: `Bearer ${alice.token}` };
  const offer = await server.send(
    "POST",
    "/api/auth/two-factor/enable",
    { password: alice.password },
    bearer,
  );
  const totpUri = String(offer.body["totpUri"]);
  await server.send("POST", "/api/auth/two-factor/confirm", { code: totpOf(totpUri, -1) }, bearer);

  const browser = salon.visitor();
  expect(await salon.signIn(browser)).toBe("302 /welcome?two_factor=required");
  expect(await salon.whoIs(browser)).toMatchObject({ code: "unauthenticated" });
  const second = await browser.fetch(
    `${PUBLIC}/api/auth/sign-in/two-factor`,
    json({ code: totpOf(totpUri) }),
  );
  expect(second.status).toBe(200);
  expect(await salon.whoIs(browser)).toMatchObject({ id: alice.userId, twoFactorEnabled: true });
});

test("whoever is banned comes in by no provider", async () => {
  await using salon = await openSalon();
  const browser = salon.visitor();
  await salon.signIn(browser);
  const { id } = await salon.whoIs(browser);
  await salon.server.runtime.begin((tx) =>
    tx.execute(`update users set banned_at = now() where id = '${String(id)}'`),
  );
  expect(await salon.signIn(salon.visitor())).toMatch(/error=/);
});
