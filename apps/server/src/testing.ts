import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@salon/db/testing";
import { openRuntime, readConfig } from "@salon/runtime";
import type { Brought, Config, Outbox, OutboxMail, Runtime } from "@salon/runtime";
import type { FastifyInstance } from "fastify";
import { buildServer } from "./build-server.ts";
import { expectDescribed } from "./testing/described.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
};
export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Send = (
  method: Method,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

export type Persona = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly userId: string;
  /** For `Authorization: Bearer`. */
  readonly token: string;
  /** For `Cookie`. */
  readonly cookie: string;
  /** Below /api/v1, as this person, each write under an idempotency key of its own. */
  readonly rest: Send;
};

export type TestServer = AsyncDisposable & {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly runtime: Runtime;
  readonly config: Config;
  readonly outbox: Outbox;
  readonly databaseUrl: string;
  /** Any path, as nobody. Fails where the answer is not what the OpenAPI document says. */
  readonly send: Send;
  /** Below /api/v1, as nobody. */
  readonly rest: Send;
  /** Opens an account over HTTP, confirms its address unless told not to, and signs in. */
  readonly signUp: (name: string, account?: { readonly verified?: boolean }) => Promise<Persona>;
  readonly signIn: (account: { readonly email: string; readonly password: string }) => Promise<Answer>;
  /** The newest mail to an address. */
  readonly mailTo: (email: string) => Promise<OutboxMail>;
};

const PASSWORD = "correct horse battery";

/** The whole server on a port and a database of its own; `env` is laid over a test's environment. */
export async function openTestServer(
  env: Record<string, string> = {},
  brought: Brought = {},
): Promise<TestServer> {
  await using opening = new AsyncDisposableStack();
  const database = opening.use(await createTestDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "salon-server-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const config = readConfig({
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    RATE_LIMITS: "off",
    ...env,
  });
  const runtime = opening.use(await openRuntime(config, "server", brought));
  const app = await buildServer(runtime, config);
  opening.defer(() => app.close());
  await app.listen({ port: 0, host: "127.0.0.1" });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const { outbox } = runtime;
  if (!outbox) throw new Error("A test server has an outbox");

  const send: Send = (method, path, body, headers) => answerOf(url + path, method, body, headers);
  const restAs =
    (credentials: Record<string, string>): Send =>
    (method, path, body, headers) =>
      send(method, `/api/v1${path}`, body, { ...keyFor(method), ...credentials, ...headers });
  const mailTo = async (email: string) => {
    const mail = (await outbox.list(500)).find(({ to }) => to === email);
    if (!mail) throw new Error(`There is no mail to ${email}`);
    return mail;
  };
  const signIn: TestServer["signIn"] = ({ email, password }) =>
    send("POST", "/api/auth/sign-in/email", { email, password });
  const opened = opening.move();

  return {
    url,
    databaseUrl: database.url,
    app,
    runtime,
    config,
    outbox,
    send,
    rest: restAs({}),
    mailTo,
    signIn,
    async signUp(name, { verified = true } = {}) {
      const email = `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@example.com`;
      const account = { name, email, password: PASSWORD };
      await send("POST", "/api/auth/sign-up/email", account);
      if (verified)
        await send("POST", "/api/auth/verify-email", { token: secretOf((await mailTo(email)).link) });
      const { headers, body } = await signIn(account);
      const { token, user } = body as { token: string; user: { id: string } };
      const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
      return {
        ...account,
        userId: user.id,
        token,
        cookie,
        rest: restAs({ authorization: `Bearer ${token}` }),
      };
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** Links lead to the public address, which a test server does not have. */
export function pathOf(link: string | undefined): string {
  const { pathname, search } = new URL(link ?? "");
  return pathname + search;
}

/** What a link carries behind `#`, for its page alone. */
export function secretOf(link: string | undefined): string {
  return new URL(link ?? "").hash.slice(1);
}

async function answerOf(
  url: string,
  method: Method,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const sent = body === undefined ? {} : { "content-type": "application/json" };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: { ...sent, ...headers },
    ...(body !== undefined && { body: text }),
  });
  const answer = await response.text();
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "") && answer !== "";
  const given: Answer = {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(answer) as Answer["body"]) : { text: answer },
  };
  expectDescribed(method, url, given);
  return given;
}

function keyFor(method: Method): Record<string, string> {
  return method === "GET" || method === "HEAD" ? {} : { "idempotency-key": randomUUID() };
}
