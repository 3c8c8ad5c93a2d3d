import { expect, test } from "vitest";
import { openTestServer } from "../testing.ts";

const refusedAs = (code: string, pointer: string) => ({
  status: 400,
  body: { code: "invalid_input", errors: [{ pointer, code }] },
});

test("a password that guessing programs know is refused at sign-up, known address or not", async () => {
  await using server = await openTestServer();
  const alice = await server.signUp("Alice");
  for (const email of [alice.email, "new@example.com"])
    for (const password of ["qwertyuiop", "Password123", "PASSWORD2026!!!", "Ｂasketball"])
      expect(
        await server.send("POST", "/api/auth/sign-up/email", { name: "Somebody", email, password }),
      ).toMatchObject(refusedAs("breached_password", "/password"));
  const signUp = { name: "Bea", email: "bea@example.com", password: "basketball under the elder tree" };
  expect(await server.send("POST", "/api/auth/sign-up/email", signUp)).toMatchObject({ status: 200 });
});

test("nobody chooses their own name or address as a password, at sign-up, reset or change", async () => {
  await using server = await openTestServer();
  const mona = { name: "Mona Müller", email: "mona.mueller@example.com" };
  for (const password of [mona.email, "MONA.mueller!", "monamüller1987"])
    expect(await server.send("POST", "/api/auth/sign-up/email", { ...mona, password })).toMatchObject(
      refusedAs("personal_password", "/password"),
    );

  const alice = await server.signUp("Alice");
  const change = { currentPassword: alice.password, newPassword: alice.email };
  const bearer = { authorization: `Bearer ${alice.token}` };
  const changed = await server.send("POST", "/api/auth/change-password", change, bearer);
  expect(changed).toMatchObject(refusedAs("personal_password", "/newPassword"));

  await server.send("POST", "/api/auth/request-password-reset", { email: alice.email });
  const token = new URL((await server.mailTo(alice.email)).link ?? "").searchParams.get("token");
  const reset = (newPassword: string) =>
    server.send("POST", "/api/auth/reset-password", { token, newPassword });
  expect(await reset(alice.email)).toMatchObject(refusedAs("personal_password", "/newPassword"));
  expect(await reset("iloveyou123!")).toMatchObject(refusedAs("breached_password", "/newPassword"));
  expect(await reset("a brand new password")).toMatchObject({ status: 200 });
});

test("a password is as long as its characters, all of which count", async () => {
  await using server = await openTestServer();
  const signUp = (password: string) =>
    server.send("POST", "/api/auth/sign-up/email", { name: "Alice", email: "alice@example.com", password });
  expect((await signUp("🔑".repeat(9))).status).toBe(400);
  expect((await signUp("é".repeat(129))).status).toBe(400);
  expect((await signUp("nine char\ud800")).status).toBe(400);
  const password = `${"🔑".repeat(100)}\u0000 tail`;
  expect((await signUp(password)).status).toBe(200);
  const signIn = (given: string) => server.signIn({ email: "alice@example.com", password: given });
  expect((await signIn(password)).status).toBe(200);
  expect((await signIn("🔑".repeat(100))).status).toBe(401);
});
