import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openTestServer, pathOf } from "./testing.ts";
import type { Persona, TestServer } from "./testing.ts";

const COMMAND = join(import.meta.dirname, "..", "..", "..", "tooling", "admin", "src", "main.ts");
const SETTINGS = { SALON_APPROVAL: "on", AUTH_SECRET: "a secret that both processes know" };

type Said = { readonly code: number; readonly out: string; readonly err: string };

/** `pnpm admin …`, beside a running server. */
async function admin({ databaseUrl, url }: TestServer, ...args: string[]): Promise<Said> {
  const env = { ...process.env, NODE_ENV: "test", ...SETTINGS, DATABASE_URL: databaseUrl, PUBLIC_URL: url };
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...env, NO_COLOR: "1" } });
  const ended = once(child, "exit") as Promise<[number]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

/** Follows the link that the command shows, and signs in. */
async function choosePassword(server: TestServer, { out }: Said, email: string): Promise<string> {
  const link = /http\S+/.exec(out)?.[0];
  const token = new URLSearchParams(pathOf(link).split("?")[1]).get("token");
  const password = "correct horse battery";
  await server.send("POST", "/api/auth/reset-password", { token, newPassword: password });
  const { body } = await server.signIn({ email, password });
  return `Bearer ${String(body["token"])}`;
}

async function draftOf(mona: Persona): Promise<string> {
  const { body } = await mona.rest("POST", "/salons", {
    name: "Salon Mitte",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    address: { line1: "Linienstraße 1", city: "Berlin", postalCode: "10119", country: "DE" },
  });
  return String(body["slug"]);
}

test("the command makes an admin who chooses a password by its link, and takes the level away", async () => {
  await using server = await openTestServer(SETTINGS);
  const email = "sue@example.com";
  const made = await admin(
    server,
    "create-admin",
    "--email",
    email,
    "--level",
    "superadmin",
    "--name",
    "Sue",
  );
  expect(made).toMatchObject({ code: 0, err: "" });
  const authorization = await choosePassword(server, made, email);
  const admins = await server.rest("GET", "/admin/admins", undefined, { authorization });
  expect(admins.body).toMatchObject({ items: [{ email, name: "Sue", level: "superadmin" }] });
  const listed = await admin(server, "list", "admins", "--json");
  expect(JSON.parse(listed.out)).toEqual(admins.body["items"]);
  const log = await server.rest("GET", "/admin/audit-log?limit=100", undefined, {
    authorization,
  });
  const byCommand = { kind: "system", name: expect.stringMatching(/^admin-command by ./) as string };
  const entries = log.body["items"] as { readonly action: string }[];
  expect(entries.filter(({ action }) => /^admin|created$/.test(action))).toMatchObject([
    { action: "admin.appointed", actor: byCommand, before: null, after: { level: "superadmin" } },
    { action: "user.created", actor: byCommand, after: { email: "[personal]", name: "[personal]" } },
  ]);

  const again = await admin(server, "create-admin", "--email", email, "--level", "superadmin");
  expect(again).toEqual({ code: 0, out: `${email} is superadmin now.\n`, err: "" });
  expect(await admin(server, "revoke-admin", email)).toMatchObject({ code: 0 });
  expect((await server.rest("GET", "/admin/admins", undefined, { authorization })).status).toBe(403);
});

test("the command suspends and restores salons by slug and people by address", async () => {
  await using server = await openTestServer(SETTINGS);
  const mona = await server.signUp("Mona");
  const slug = await draftOf(mona);
  const salon = await admin(server, "suspend", "salon", slug, "--reason", "Stolen photos");
  expect(salon).toEqual({ code: 0, out: "Salon Mitte is suspended.\n", err: "" });
  expect((await admin(server, "list", "salons")).out).toMatch(
    /^status\s+slug[^]*\nsuspended\s+salon-mitte\s/,
  );
  expect(await admin(server, "restore", "salon", slug)).toMatchObject({ out: "Salon Mitte is draft.\n" });
  const banned = await admin(server, "suspend", "user", mona.email.toUpperCase(), "--reason", "Spam");
  expect(banned).toMatchObject({ code: 0, err: "" });
  expect((await mona.rest("GET", "/me")).status).toBe(401);
  expect(await admin(server, "restore", "user", mona.userId)).toMatchObject({ code: 0 });
  expect((await server.signIn(mona)).status).toBe(200);
});

test("the command says what is wrong in one sentence, and changes nothing", async () => {
  await using server = await openTestServer(SETTINGS);
  const eve = await server.signUp("Eve", { verified: false });
  const create = (email: string) => admin(server, "create-admin", "--email", email, "--level", "support");
  expect(await create(eve.email)).toEqual({
    code: 1,
    out: "",
    err: "The account has not shown yet that the address is its own.\n",
  });
  expect(await create("nobody")).toMatchObject({ code: 1, err: "email: Invalid email address\n" });
  expect(await admin(server, "suspend", "salon", "nowhere", "--reason", "x")).toMatchObject({
    code: 1,
    err: "There is no such salon.\n",
  });
  expect((await admin(server, "suspend", "user", eve.email, "--reason", "")).code).toBe(1);
  expect((await admin(server, "list", "everything")).code).toBe(1);
  expect(await admin(server, "--help")).toMatchObject({
    code: 0,
    out: expect.stringContaining("create-admin") as string,
  });
  expect((await eve.rest("GET", "/me")).status).toBe(200);
});
