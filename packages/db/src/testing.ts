import { randomBytes } from "node:crypto";

import postgres from "postgres";
import { inject } from "vitest";

import type { TestServer } from "./testing/global-setup.ts";

export type TestDatabase = AsyncDisposable & {
  /** The database as its owner. */
  readonly url: string;
  readonly name: string;
};

/** A migrated database of its own, cloned in a tenth of a second; gone when disposed of. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `${server.template}_${randomBytes(5).toString("hex")}`;
  await administer(server, `create database ${name} template ${server.template} owner ${server.owner}`);
  const url = new URL(server.ownerUrl);
  url.pathname = name;
  const drop = () => administer(server, `drop database if exists ${name} with (force)`);
  return { url: url.href, name, [Symbol.asyncDispose]: drop };
}

async function administer(server: TestServer, statement: string): Promise<void> {
  const sql = postgres(server.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
