import { randomUUID } from "node:crypto";
import { beginOn, createCtx } from "@salon/core";
import type { Ctx } from "@salon/core";
import { openDatabase } from "@salon/db";
import { openRuntime, readConfig } from "@salon/runtime";
import type { Statement } from "./bare-server.ts";

/** The statements that a use case sends, but for the beginning and end of its transaction. */
export async function statementsOf(
  databaseUrl: string,
  useCase: (ctx: Ctx) => Promise<unknown>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  await using database = openDatabase(databaseUrl, {
    poolSize: 1,
    applicationName: "bench recorder",
    onStatement: (text, parameters) => void statements.push({ text, parameters }),
  });
  const { db } = database;
  await using runtime = await openRuntime(
    readConfig({ NODE_ENV: "test", LOG_LEVEL: "silent", DATABASE_URL: databaseUrl }),
    "server",
  );
  const deps = { ...runtime, db, begin: beginOn(db), enqueue: async () => undefined };
  const id = randomUUID();
  const idempotency = { key: id, scope: "bench", input: null };
  await useCase(createCtx(deps, { kind: "anonymous" }, { id, idempotency, onReplay: () => undefined }));
  return statements;
}
