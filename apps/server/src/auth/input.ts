import { refuse } from "@salon/api";
import { TRPCError } from "@trpc/server";
import type { FastifyRequest } from "fastify";
import type { AuthOperation } from "./operations.ts";

/** Throws what both doors answer as `invalid_input` for what the operation's schema refuses. */
export function inputOf({ method, input }: AuthOperation, req: FastifyRequest): Record<string, unknown> {
  if (method === "POST") expectNoQuery(req.query as object);
  const given = method === "GET" ? req.query : req.body;
  const read = input.safeParse(given === undefined ? {} : given);
  if (!read.success) throw new TRPCError({ code: "BAD_REQUEST", cause: read.error });
  return read.data;
}

function expectNoQuery(query: object): void {
  const message = "Unknown query parameter";
  const errors = Object.keys(query).map((name) => ({
    pointer: `/query/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    code: "unknown_parameter",
    message,
  }));
  if (errors.length > 0) refuse("invalid_input", message, { errors });
}
