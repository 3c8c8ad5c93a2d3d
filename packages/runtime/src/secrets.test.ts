import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { developmentSecret } from "./auth-secret.ts";
import { loggedError } from "./logged-error.ts";
import { openOutbox } from "./outbox.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { scrub } from "./scrub.ts";

test("a logged error holds no value of a statement and no address, number or token", () => {
  const cause = Object.assign(new Error("Key (email)=(alice@example.com) already exists"), {
    code: "23505",
    constraint_name: "users_email_key",
    detail: "Key (email)=(alice@example.com) already exists.",
  });
  const failed = Object.assign(
    new Error("Failed query: insert …\nparams: alice@example.com,hunter2", { cause }),
    {
      query: "insert …",
      params: ["alice@example.com", "hunter2"],
    },
  );
  const logged = JSON.stringify([
    loggedError(failed),
    loggedError(
      new Error("No mail to bea@example.com, +49 30 1234567, Bearer abcdef, postgres://salon:pw@db/salon"),
    ),
  ]);
  for (const secret of ["alice@", "hunter2", "bea@", "1234567", "abcdef", ":pw@"])
    expect(logged).not.toContain(secret);
  expect(logged).toContain("users_email_key");
});

test("an id stays readable, a long token does not", () => {
  const id = "0197a3c4-5b1e-7c33-9d0f-3f2f6c1f8a11";
  expect(scrub(`salon ${id} by sZD3uxHixAtkjW8nn1YkWjb1ZfB0iGwM`)).toBe(`salon ${id} by [secret]`);
});

test("a password counts whole, whatever its characters, and looks different each time", async () => {
  const password = `${"Å🔑".repeat(40)}\u0000tail`;
  const hash = await hashPassword(password);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hashPassword(password)).not.toBe(hash);
  expect(await verifyPassword({ hash, password: password.normalize("NFD") })).toBe(true);
  expect(await verifyPassword({ hash, password: password.replace("tail", "") })).toBe(false);
  expect(await verifyPassword({ hash: "not a hash", password })).toBe(false);
});

test("development keeps one secret and its mails in its folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "salon-runtime-"));
  const [first, second] = await Promise.all([developmentSecret(folder), developmentSecret(folder)]);
  expect(first).toBe(second);
  expect(first.length).toBeGreaterThan(40);
  const outbox = openOutbox(folder);
  expect(await outbox.list(10)).toEqual([]);
  await outbox.send({ to: "a@example.com", subject: "One", text: "1" });
  await outbox.send({ to: "b@example.com", subject: "Two", text: "2" });
  expect((await outbox.list(10)).map(({ subject }) => subject)).toEqual(["Two", "One"]);
});
