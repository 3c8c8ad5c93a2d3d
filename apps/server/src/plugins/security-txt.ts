import { refuse } from "@salon/api";
import type { Config } from "@salon/runtime";
import type { FastifyInstance } from "fastify";

const PATH = "/.well-known/security.txt";
const HALF_A_YEAR_MS = 182 * 24 * 60 * 60_000;

/** Whom to tell of a hole: RFC 9116. Nothing where the operator has named nobody. */
export function securityTxt(app: FastifyInstance, { securityContact, publicUrl }: Config): void {
  app.get(PATH, (_, reply) => {
    if (securityContact === undefined) return refuse("not_found", "There is nothing here.");
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${new Date(Date.now() + HALF_A_YEAR_MS).toISOString()}`,
      "Preferred-Languages: en",
      `Canonical: ${publicUrl}${PATH}`,
    ];
    return reply.type("text/plain; charset=utf-8").send(`${lines.join("\n")}\n`);
  });
}
