import Fastify from "fastify";
import postgres from "postgres";
import { bookBare } from "./bare-booking.ts";
import type { BareBooking } from "./bare-booking.ts";
import { serve } from "./child.ts";

export type Statement = { readonly text: string; readonly parameters: readonly unknown[] };
export type BareServer = {
  readonly databaseUrl: string;
  /** By path: what to ask the database, statement after statement. */
  readonly reads: Readonly<Record<string, readonly Statement[]>>;
};

/** What one writes in an afternoon: the same SQL, the rows as JSON, no rule, no check, no log. */
await serve(async ({ databaseUrl, reads }: BareServer) => {
  const sql = postgres(databaseUrl, { max: 10 });
  const app = Fastify();
  for (const [path, statements] of Object.entries(reads)) {
    app.get(path, async (_, reply) => {
      const answers: unknown[] = [];
      for (const { text, parameters } of statements)
        answers.push(await sql.unsafe(text, parameters as never[], { prepare: true }));
      return reply.type("application/json; charset=utf-8").send(JSON.stringify({ items: answers.at(-1) }));
    });
  }
  app.post("/bookings", async (req, reply) => {
    const booked = await bookBare(sql, req.body as BareBooking);
    return reply
      .code(booked ? 201 : 409)
      .type("application/json; charset=utf-8")
      .send(JSON.stringify(booked ?? { code: "taken" }));
  });
  return app;
});
