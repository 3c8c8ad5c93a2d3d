import { expect, test } from "vitest";
import { openTestServer } from "../testing.ts";
import type { Persona, TestServer } from "../testing.ts";
import { totpOf } from "../testing/totp.ts";

const bearer = (token: unknown) => ({ authorization: `Bearer ${String(token)}` });
const wrong = (pointer: string) => ({ status: 400, body: { errors: [{ pointer, code: "wrong_code" }] } });

/** Alice with two-factor, a session and the codes that her app shows from now on. */
async function enabled(server: TestServer) {
  const alice = await server.signUp("Alice");
  const auth = auths(server);
  const offer = await auth("/two-factor/enable", { password: alice.password }, alice.token);
  const { totpUri, recoveryCodes } = offer.body as { totpUri: string; recoveryCodes: string[] };
  const confirmed = await auth("/two-factor/confirm", { code: totpOf(totpUri, -1) }, alice.token);
  return { alice, auth, totpUri, recoveryCodes, offer, token: String(confirmed.body["token"]) };
}

function auths(server: TestServer) {
  return (path: string, body: object, token?: string) =>
    server.send("POST", `/api/auth${path}`, body, token === undefined ? {} : bearer(token));
}

async function challenge(server: TestServer, alice: Persona): Promise<string> {
  return String((await server.signIn(alice)).body["twoFactorToken"]);
}

test("Alice enables two-factor, which ends her other sessions, and signs in with a code of her app", async () => {
  await using server = await openTestServer();
  const { alice, auth, totpUri, recoveryCodes, token } = await enabled(server);
  expect(recoveryCodes).toHaveLength(10);
  expect(await alice.rest("GET", "/me")).toMatchObject({ status: 401 });
  expect(await server.rest("GET", "/me", undefined, bearer(token))).toMatchObject({
    status: 200,
    body: { twoFactorEnabled: true },
  });

  const first = await server.signIn(alice);
  expect(first).toMatchObject({ status: 200, body: { twoFactorRequired: true } });
  expect(Object.keys(first.body).toSorted()).toEqual(["twoFactorRequired", "twoFactorToken"]);
  expect(first.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
  const twoFactorToken = String(first.body["twoFactorToken"]);
  const second = await auth("/sign-in/two-factor", { twoFactorToken, code: totpOf(totpUri) });
  expect(second).toMatchObject({ status: 200, body: { user: { email: alice.email } } });
  expect(await server.rest("GET", "/me", undefined, bearer(second.body["token"]))).toMatchObject({
    status: 200,
  });

  const again = await auth("/sign-in/two-factor", { twoFactorToken, code: totpOf(totpUri, 1) });
  expect(again).toMatchObject({ status: 401, body: { code: "sign_in_expired" } });
});

test("a browser goes on with its cookie", async () => {
  await using server = await openTestServer();
  const { alice, totpUri } = await enabled(server);
  const { headers } = await server.signIn(alice);
  const cookie = headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  const path = "/api/auth/sign-in/two-factor";
  expect(await server.send("POST", path, { code: totpOf(totpUri) }, { cookie })).toMatchObject({
    status: 200,
  });
  expect(await server.send("POST", path, { code: totpOf(totpUri) })).toMatchObject({ status: 401 });
});

test("a sign-in that is not to be remembered is not, after its second step either", async () => {
  await using server = await openTestServer();
  const { alice, auth, totpUri } = await enabled(server);
  const { email, password } = alice;
  const first = await auth("/sign-in/email", { email, password, rememberMe: false });
  const { twoFactorToken } = first.body;
  const { body } = await auth("/sign-in/two-factor", { twoFactorToken, code: totpOf(totpUri) });
  const listed = await server.send("GET", "/api/auth/list-sessions", undefined, bearer(body["token"]));
  const current = (listed.body["items"] as { current: boolean; expiresAt: string }[]).find(
    (one) => one.current,
  );
  expect(Date.parse(current?.expiresAt ?? "") - Date.now()).toBeLessThanOrEqual(86_400_000);
});

test("each code opens one session, whoever is faster", async () => {
  await using server = await openTestServer();
  const { alice, auth, totpUri, recoveryCodes } = await enabled(server);
  const [code, recoveryCode] = [totpOf(totpUri), recoveryCodes[0]];
  for (const given of [{ code }, { recoveryCode }]) {
    const tokens = [await challenge(server, alice), await challenge(server, alice)];
    const answers = await Promise.all(
      tokens.map((twoFactorToken) => auth("/sign-in/two-factor", { twoFactorToken, ...given })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
    const late = await auth("/sign-in/two-factor", {
      twoFactorToken: await challenge(server, alice),
      ...given,
    });
    expect(late).toMatchObject(wrong("code" in given ? "/code" : "/recoveryCode"));
  }
});

test("five wrong codes lock the second factor, in whatever sign-ins they were given", async () => {
  await using server = await openTestServer();
  const { alice, auth, totpUri } = await enabled(server);
  const guesses = ["000001", "000002", "000003", "000004", "000005"];
  for (const code of guesses)
    expect(
      await auth("/sign-in/two-factor", { twoFactorToken: await challenge(server, alice), code }),
    ).toMatchObject(wrong("/code"));
  const right = { twoFactorToken: await challenge(server, alice), code: totpOf(totpUri) };
  expect(await auth("/sign-in/two-factor", right)).toMatchObject({ status: 429 });
});

test("of twenty wrong codes at once, each in a sign-in and from a network of its own, five are looked at", async () => {
  await using server = await openTestServer({ RATE_LIMITS: "on", TRUST_PROXY: "1" });
  const { alice, totpUri } = await enabled(server);
  const tokens: string[] = [];
  for (let i = 0; i < 20; i += 1) tokens.push(await challenge(server, alice));
  const give = (i: number, code: string) => {
    const given = { twoFactorToken: tokens[i], code };
    return server.send("POST", "/api/auth/sign-in/two-factor", given, {
      "x-forwarded-for": `203.0.113.${i}`,
    });
  };
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => give(i, String(100_000 + i))));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 400)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  expect(await give(19, totpOf(totpUri))).toMatchObject({ status: 429 });
});

test("a code that is guessed in a session counts as a failed sign-in", async () => {
  await using server = await openTestServer({ RATE_LIMITS: "on" });
  const { auth, token } = await enabled(server);
  for (let n = 1; n <= 5; n += 1)
    expect(await auth("/two-factor/disable", { password: `guess ${n}` }, token)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/password", code: "wrong_password" }] },
    });
  expect(await auth("/two-factor/disable", { password: "guess 6" }, token)).toMatchObject({ status: 429 });
});

test("who chooses a new password by mail needs the second factor all the same", async () => {
  await using server = await openTestServer();
  const { alice, auth, recoveryCodes } = await enabled(server);
  await auth("/request-password-reset", { email: alice.email });
  const token = new URL((await server.mailTo(alice.email)).link ?? "").searchParams.get("token");
  const newPassword = "a brand new password";
  expect(await auth("/reset-password", { token, newPassword })).toMatchObject({ status: 200 });
  const signedIn = await server.signIn({ ...alice, password: newPassword });
  expect(signedIn.body).toMatchObject({ twoFactorRequired: true });
  const { twoFactorToken } = signedIn.body;
  const recoveryCode = recoveryCodes[3];
  expect(await auth("/sign-in/two-factor", { twoFactorToken, recoveryCode })).toMatchObject({ status: 200 });
});

test("new recovery codes take the place of the old ones, and without two-factor a password is enough", async () => {
  await using server = await openTestServer();
  const { alice, auth, recoveryCodes, token } = await enabled(server);
  const { password } = alice;
  const renewed = await auth("/two-factor/recovery-codes", { password }, token);
  const fresh = renewed.body["recoveryCodes"] as string[];
  expect(fresh).toHaveLength(10);
  const give = async (recoveryCode: string | undefined) =>
    auth("/sign-in/two-factor", { twoFactorToken: await challenge(server, alice), recoveryCode });
  expect(await give(recoveryCodes[0])).toMatchObject(wrong("/recoveryCode"));
  expect(await give(fresh[0])).toMatchObject({ status: 200 });

  const disabled = await auth("/two-factor/disable", { password }, token);
  expect(disabled.status).toBe(200);
  expect(await server.rest("GET", "/me", undefined, bearer(token))).toMatchObject({ status: 401 });
  expect(await server.rest("GET", "/me", undefined, bearer(disabled.body["token"]))).toMatchObject({
    body: { twoFactorEnabled: false },
  });
  expect((await server.signIn(alice)).body).toHaveProperty("token");
});

test("two-factor is for the person who proved the address, with the password, and not twice", async () => {
  await using server = await openTestServer();
  const bea = await server.signUp("Bea", { verified: false });
  const auth = auths(server);
  const unproved = await auth("/two-factor/enable", { password: bea.password }, bea.token);
  expect(unproved).toMatchObject({ status: 403, body: { code: "email_not_verified" } });
  expect(await auth("/two-factor/enable", { password: bea.password })).toMatchObject({ status: 401 });
  const { alice, token } = await enabled(server);
  const wrongly = await auth("/two-factor/enable", { password: "not her password" }, token);
  expect(wrongly).toMatchObject({ status: 400, body: { errors: [{ code: "wrong_password" }] } });
  const twice = await auth("/two-factor/enable", { password: alice.password }, token);
  expect(twice).toMatchObject({ status: 409, body: { code: "invalid_transition" } });
});

test("a challenge token carries no other cookie into the second step", async () => {
  await using server = await openTestServer();
  const { alice, auth, totpUri } = await enabled(server);
  const bea = await server.signUp("Bea");
  const forged = Buffer.from(`${bea.cookie}; salon.two_factor=nothing.nothing`).toString("base64url");
  const crlf = Buffer.from("salon.two_factor=a\r\nx: y").toString("base64url");
  for (const twoFactorToken of [forged, crlf, "!!", alice.token])
    expect(await auth("/sign-in/two-factor", { twoFactorToken, code: totpOf(totpUri) })).toMatchObject({
      status: 401,
      body: { code: "sign_in_expired" },
    });
});
