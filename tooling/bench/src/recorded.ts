import { randomUUID } from "node:crypto";
import { beginOn, createCtx, linkSigner, openNews } from "@salon/core";
import type { Ctx } from "@salon/core";
import { openDatabase } from "@salon/db";
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
  const deps = {
    db,
    begin: beginOn(db),
    enqueue: async () => undefined,
    ...openNews(),
    mailer: { send: async () => undefined },
    links: linkSigner("bench"),
    settings: { salonApproval: false, sandboxesTellAnybody: true, publicUrl: "https://salon.example" },
  };
  const id = randomUUID();
  const idempotency = { key: id, scope: "bench", input: null };
  await useCase(createCtx(deps, { kind: "anonymous" }, { id, idempotency, onReplay: () => undefined }));
  return statements;
}
